package io.github.ksailbot.engine.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which names of a storage are names of a source tree. */
final class EntryNames {
    /** By code point, which is the byte order of UTF-8; {@link String#compareTo} differs beyond U+FFFF. */
    static final Comparator<String> ORDER = EntryNames::compare;

    private static final String GIT = ".git";

    private EntryNames() {}

    /**
     * Git itself refuses to write most of the others, but not to store them: a hand-made commit can hold an entry named
     * {@code ..} or {@code a/b}.
     */
    static boolean isVisible(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.indexOf('\0') < 0
                && !(name.length() == GIT.length()
                        && name.toLowerCase(Locale.ROOT).equals(GIT));
    }

    /** Null for bytes that are not UTF-8: nothing written in a manifest could name them. */
    static @Nullable String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean sameRank = Character.isSurrogate(x) == Character.isSurrogate(y);
                return sameRank ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
