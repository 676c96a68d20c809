package io.github.ksailbot.cli.console;

/** Keeps text of a repository from steering the terminal that shows it. */
public final class Printable {
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** The code point itself; the replacement character for controls (tab excepted), bidi marks and invisible ones. */
    public static int of(int codePoint) {
        if (codePoint == '\t') {
            return codePoint;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> REPLACEMENT;
            default -> codePoint;
        };
    }

    public static String of(String text) {
        return text.codePoints()
                .map(Printable::of)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
