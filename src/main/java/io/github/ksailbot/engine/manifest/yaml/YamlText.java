package io.github.ksailbot.engine.manifest.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a YAML file.
 *
 * @param text without byte order mark
 * @param problem why the file is not text that YAML allows; empty when it is
 * @param line of the problem, from 0
 * @param column of the problem, from 0
 */
record YamlText(String text, String problem, int line, int column) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    static YamlText of(byte[] content) {
        String utf16 = utf16(content);
        if (!utf16.isEmpty()) {
            return new YamlText("", utf16, 0, 0);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.allocate(content.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), characters, true);
        characters.flip();
        if (result.isError()) {
            return problemAt(characters.toString(), characters.length(), "a byte that is not UTF-8");
        }
        if (characters.length() > 0 && characters.charAt(0) == BYTE_ORDER_MARK) {
            characters.get();
        }
        return of(characters.toString());
    }

    static YamlText of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHiddenBreak(c)) {
                return problemAt(
                        text,
                        i,
                        "U+%04X, which ends a line for kustomize and hardly for anybody who looks at it"
                                .formatted((int) c));
            }
            if (!isAllowed(c) && !isPair(text, i)) {
                return problemAt(
                        text, i, "the control character U+%04X, which YAML does not allow unescaped".formatted((int)
                                        c));
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return new YamlText(text, "", 0, 0);
    }

    private static YamlText problemAt(String text, int index, String problem) {
        int line = 0;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                line++;
                lineStart = i + 1;
            }
        }
        return new YamlText("", problem, line, text.codePointCount(lineStart, index));
    }

    private static String utf16(byte[] content) {
        if (content.length < 2) {
            return "";
        }
        int first = content[0] & 0xFF;
        int second = content[1] & 0xFF;
        boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
        return marked || (first == 0) != (second == 0) ? "text in UTF-16" : "";
    }

    /** A line break of YAML 1.1 that YAML 1.2 and editors do not know: behind it, a comment could hide what is applied. */
    private static boolean isHiddenBreak(char c) {
        return c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isAllowed(char c) {
        return (c >= ' ' && c < 0x7F)
                || c == '\n'
                || c == '\r'
                || c == '\t'
                || (c >= '\u00A0' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c <= '\uFFFD' && c != BYTE_ORDER_MARK);
    }

    private static boolean isPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }
}
