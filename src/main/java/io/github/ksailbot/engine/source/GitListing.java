package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.RawNode.Kind;
import io.github.ksailbot.engine.source.SourceException.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What one Git tree holds, without what is below. Knows nothing of the place at which the tree lies: it may lie in several. */
final class GitListing {
    /** Longest name of an entry that a tree is allowed on average, with mode and id: bounds the bytes of a tree. */
    private static final int BYTES_PER_ENTRY = 300;

    /** Memory of an entry beside its name. */
    private static final long ENTRY = 200;

    private final Map<String, Entry> entries;
    private final List<String> names;
    private final int size;
    private final long bytes;

    /**
     * An entry that {@link EntryNames#isVisible} allows.
     *
     * @param id 40 hexadecimal digits
     */
    record Entry(Kind kind, String id) {
        ObjectId object() {
            return ObjectId.fromString(id);
        }
    }

    private GitListing(Map<String, Entry> entries, int size, int raw) {
        this.entries = entries;
        this.size = size;
        this.bytes = ENTRY * (1L + entries.size()) + 2L * raw;
        this.names = entries.entrySet().stream()
                .filter(entry -> entry.getValue().kind() != Kind.OTHER)
                .map(Map.Entry::getKey)
                .sorted(EntryNames.ORDER)
                .toList();
    }

    /** Bytes of a tree that can have no more than so many entries. */
    static int bytes(int entries) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, (long) entries * BYTES_PER_ENTRY);
    }

    /**
     * A tree is entries of {@code mode, space, name, NUL, 20 bytes of id}; a hand-made one can be anything. Of entries of one
     * name the first one counts.
     *
     * @param raw as Git stores it
     * @param limit entries that it may have
     * @param tree for the message, as is {@code path}
     * @throws SourceException {@code TOO_LARGE} over the limit, {@code UNREADABLE} when it is no tree
     */
    static GitListing parse(byte[] raw, int limit, ObjectId tree, SourcePath path) throws SourceException {
        Map<String, Entry> entries = new HashMap<>();
        int size = 0;
        for (int at = 0; at < raw.length; size++) {
            int space = indexOf(raw, (byte) ' ', at);
            int nul = indexOf(raw, (byte) 0, space);
            int end = nul + 1 + Constants.OBJECT_ID_LENGTH;
            int mode = mode(raw, at, space);
            if (end > raw.length || mode < 0) {
                throw new SourceException(
                        Reason.UNREADABLE,
                        path,
                        "`" + path + "` could not be read: its Git tree " + tree.name() + " is corrupt");
            }
            if (size == limit) {
                throw RawNode.tooManyEntries(path, limit);
            }
            String name = EntryNames.decode(Arrays.copyOfRange(raw, space + 1, nul));
            if (name != null && EntryNames.isVisible(name)) {
                String id = ObjectId.fromRaw(raw, nul + 1).name();
                entries.putIfAbsent(name, new Entry(kind(mode), id));
            }
            at = end;
        }
        return new GitListing(entries, size, raw.length);
    }

    @Nullable Entry entry(String name) {
        return entries.get(name);
    }

    /** Sorted by code point, {@code OTHER} not among them. */
    List<String> names() {
        return names;
    }

    /** Of all entries, those that cannot be seen among them. */
    int size() {
        return size;
    }

    /** An estimate of the memory that it needs. Names can be of any length: no checkout could make them, and Git stores them. */
    long bytes() {
        return bytes;
    }

    /** The length where it is not there. */
    private static int indexOf(byte[] raw, byte wanted, int from) {
        int at = from;
        while (at < raw.length && raw[at] != wanted) {
            at++;
        }
        return at;
    }

    /** Negative for what is none. */
    private static int mode(byte[] raw, int from, int to) {
        int mode = 0;
        for (int i = from; i < to; i++) {
            if (raw[i] < '0' || raw[i] > '7' || mode > FileMode.TYPE_MASK) {
                return -1;
            }
            mode = mode * 8 + (raw[i] - '0');
        }
        return mode;
    }

    private static Kind kind(int mode) {
        return switch (mode & FileMode.TYPE_MASK) {
            case FileMode.TYPE_TREE -> Kind.DIRECTORY;
            case FileMode.TYPE_FILE -> Kind.FILE;
            case FileMode.TYPE_SYMLINK -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }
}
