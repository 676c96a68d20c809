package io.github.ksailbot.sandbox.github.page;

/** HTML as text. Everything that is not a tag of our own goes through {@link #text} or {@link #tag}, which escape. */
final class Html {

    private final StringBuilder out = new StringBuilder(4096);

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** @param markup of our own, or escaped already */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** {@code <NAME class="STYLE">TEXT</NAME>}. */
    Html tag(String name, String style, String text) {
        out.append('<').append(name);
        if (!style.isEmpty()) {
            out.append(" class=\"").append(escape(style)).append('"');
        }
        out.append('>').append(escape(text)).append("</").append(name).append('>');
        return this;
    }

    Html link(String href, String text) {
        out.append("<a href=\"")
                .append(escape(href))
                .append("\">")
                .append(escape(text))
                .append("</a>");
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
