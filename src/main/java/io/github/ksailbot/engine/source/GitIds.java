package io.github.ksailbot.engine.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Git object ids of content that is not in a Git repository.
 *
 * @see <a href="https://git-scm.com/book/en/v2/Git-Internals-Git-Objects">Git objects</a>
 */
public final class GitIds {
    static final String FILE_MODE = "100644";
    static final String EXECUTABLE_MODE = "100755";
    static final String LINK_MODE = "120000";
    static final String DIRECTORY_MODE = "40000";

    /** Name, mode and object id of an entry of a tree. */
    record TreeItem(String name, String mode, String id) {
        /** Git sorts a directory as if its name ended in a slash. */
        private byte[] sortKey() {
            return (mode.equals(DIRECTORY_MODE) ? name + "/" : name).getBytes(StandardCharsets.UTF_8);
        }
    }

    private GitIds() {}

    public static String blob(byte[] content) {
        return HexFormat.of().formatHex(header("blob", content.length).digest(content));
    }

    /** Digest of a blob of {@code size} bytes, which the caller feeds. */
    static MessageDigest blobDigest(long size) {
        return header("blob", size);
    }

    /** The id of a directory; that of an item whose content could not be read makes this one unique as well. */
    static String tree(List<TreeItem> items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<TreeItem> sorted = items.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.sortKey(), b.sortKey()))
                .toList();
        for (TreeItem item : sorted) {
            if (!isObjectId(item.id())) {
                return unreadable();
            }
            out.writeBytes((item.mode() + " " + item.name() + "\0").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(HexFormat.of().parseHex(item.id()));
        }
        return HexFormat.of().formatHex(header("tree", out.size()).digest(out.toByteArray()));
    }

    /** An id that equals no other, for content that could not be read. */
    static String unreadable() {
        return "unreadable-" + UUID.randomUUID();
    }

    private static boolean isObjectId(String id) {
        return id.length() == 40;
    }

    private static MessageDigest header(String type, long size) {
        MessageDigest digest = sha1();
        digest.update((type + " " + size + "\0").getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
