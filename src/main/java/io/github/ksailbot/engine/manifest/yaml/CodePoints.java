package io.github.ksailbot.engine.manifest.yaml;

/** Classes of characters as go-yaml's emitter sees them. */
final class CodePoints {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private CodePoints() {}

    /** Tab, carriage return and everything beyond the basic plane are not: they get escaped. */
    static boolean isPrintable(int c) {
        return c == '\n'
                || (c >= 0x20 && c <= 0x7E)
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != BYTE_ORDER_MARK);
    }

    static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    static boolean isBlankOrBreak(int c) {
        return c == ' ' || c == '\t' || c == 0 || isBreak(c);
    }

    /** The length of a character in UTF-8. */
    static int width(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
