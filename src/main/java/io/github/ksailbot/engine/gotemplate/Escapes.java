package io.github.ksailbot.engine.gotemplate;

import java.util.Locale;

/** Texts for HTML and JavaScript, as Go's templates escape them. */
final class Escapes {
    private Escapes() {}

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("\0", "\uFFFD")
                .replace("\"", "&#34;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    static String js(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '"' -> out.append("\\\"");
                case '<', '>', '&', '=' -> out.append(String.format(Locale.ROOT, "\\u%04X", c));
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04X", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
