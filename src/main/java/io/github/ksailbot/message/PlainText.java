package io.github.ksailbot.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text of others made fit to be read: nothing invisible in it, on one line, and no longer than wanted. */
final class PlainText {
    private static final String ELLIPSIS = "…";

    private PlainText() {}

    /**
     * The same text on one line, with everything visible that could make a reader see something else: controls, bidi
     * marks and overrides, zero-width characters, lone surrogates. They become {@code [U+202E]}, line breaks become
     * {@code ⏎}.
     */
    static String visible(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r' && i < raw.length() && raw.charAt(i) == '\n') {
                continue;
            }
            if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
                out.append('⏎');
            } else if (c == '\t') {
                out.append(' ');
            } else if (isInvisible(c)) {
                out.append(String.format(Locale.ROOT, "[U+%04X]", c));
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            // Letters that have no glyph: the Hangul fillers.
            default -> c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
        };
    }

    /** Bytes of the text in UTF-8. */
    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The text itself, or its longest beginning of whole code points that with an ellipsis takes at most {@code limit} bytes. */
    static String cut(String text, int limit) {
        if (text.length() <= limit / 4 || bytes(text) <= limit) {
            return text;
        }
        int room = limit - bytes(ELLIPSIS);
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += bytesOf(c);
            if (used > room) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static int bytesOf(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    /** {@link #visible} and {@link #cut} together. */
    static String line(String raw, int limit) {
        // Cut twice: escapes make the text longer, and a hostile megabyte need not be escaped to its end.
        return cut(visible(cut(raw, limit)), limit);
    }
}
