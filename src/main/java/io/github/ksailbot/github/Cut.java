package io.github.ksailbot.github;

import java.nio.charset.StandardCharsets;

/** The last line of defence against GitHub's limits: whoever writes a text should have kept to them before. */
final class Cut {
    private Cut() {}

    /**
     * Keeps a text within a limit.
     *
     * @param limit bytes of UTF-8, which are never fewer than GitHub's characters
     * @return the text, or its beginning up to a whole code point
     */
    static String to(int limit, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= limit) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (used > limit) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }
}
