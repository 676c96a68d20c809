package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.gotemplate.Token.Kind;
import java.util.Locale;

/** Texts in quotes, as Go's source has them. */
public final class Quotes {
    private Quotes() {}

    static String unquote(Token token) throws GoTemplateException {
        String text = token.text().substring(1, token.text().length() - 1);
        if (token.kind() == Kind.RAW_STRING) {
            return text.replace("\r", "");
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = i < text.length() ? text.charAt(i++) : 0;
            int simple = "abfnrtv\\'\"".indexOf(escape);
            int digits =
                    switch (escape) {
                        case 'x' -> 2;
                        case 'u' -> 4;
                        case 'U' -> 8;
                        default -> 0;
                    };
            if (simple >= 0) {
                out.append("\u0007\b\f\n\r\t\u000b\\'\"".charAt(simple));
            } else if (escape >= '0' && escape <= '7' && i + 2 <= text.length()) {
                out.appendCodePoint(number(text, i - 1, i + 2, 8, token));
                i += 2;
            } else if (digits > 0 && i + digits <= text.length()) {
                out.appendCodePoint(number(text, i, i + digits, 16, token));
                i += digits;
            } else {
                throw invalid(token);
            }
        }
        if (token.kind() == Kind.CHARACTER && out.codePointCount(0, out.length()) != 1) {
            throw new GoTemplateException(
                    "template: :%d: malformed character constant: %s".formatted(token.line(), token.text()));
        }
        return out.toString();
    }

    private static int number(String text, int from, int to, int radix, Token token) throws GoTemplateException {
        try {
            int number = Integer.parseUnsignedInt(text.substring(from, to), radix);
            if (Character.isValidCodePoint(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(token);
        }
        throw invalid(token);
    }

    private static GoTemplateException invalid(Token token) {
        return new GoTemplateException("template: :%d: invalid syntax: %s".formatted(token.line(), token.text()));
    }

    /** As {@code strconv.Quote} does. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            int simple = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(c);
            if (simple >= 0) {
                out.append('\\').append("abfnrtv\\\"".charAt(simple));
            } else if (c < ' ' || c == 0x7f) {
                out.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append('"').toString();
    }
}
