package io.github.ksailbot.engine.scan.report;

/** Text in XML and HTML: what a repository wrote is text there, never markup. */
final class Xml {
    private Xml() {}

    /** Between two tags. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(c, escaped));
        return escaped.toString();
    }

    /** Between double quotes. */
    static String attribute(String text) {
        return text(text).replace("\n", "&#10;").replace("\t", "&#9;");
    }

    private static void append(int c, StringBuilder escaped) {
        switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> {
                boolean isControl = c < 0x20 && c != '\n' && c != '\t';
                boolean isNoCharacter = (c >= 0xd800 && c <= 0xdfff) || c == 0xfffe || c == 0xffff;
                escaped.appendCodePoint(isControl || isNoCharacter ? 0xfffd : c);
            }
        }
    }
}
