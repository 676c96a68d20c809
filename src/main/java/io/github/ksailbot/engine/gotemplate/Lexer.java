package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits a template into tokens, as {@code text/template/parse} does. */
final class Lexer {
    private static final String COMMENT = "/*";
    private static final String COMMENT_END = "*/";
    private static final String SPACES = " \t\r\n";

    private final String input;
    private final Delimiters delimiters;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int counted;
    private int open;

    Lexer(String input, Delimiters delimiters) {
        this.input = input;
        this.delimiters = delimiters;
    }

    List<Token> tokens() throws GoTemplateException {
        boolean trim = false;
        while (true) {
            int left = input.indexOf(delimiters.left(), at);
            int end = left < 0 ? input.length() : left;
            String text = input.substring(at, end);
            if (trim) {
                text = text.substring(leading(text, 0));
            }
            int inside = end + delimiters.left().length();
            boolean trims = left >= 0 && marks(inside);
            if (trims) {
                text = stripEnd(text);
            }
            if (!text.isEmpty()) {
                add(Kind.TEXT, text);
            }
            if (left < 0) {
                at = input.length();
                add(Kind.END, "");
                return tokens;
            }
            at = trims ? inside + 1 : inside;
            int begin = at + (trims ? leading(input, at) : 0);
            trim = input.startsWith(COMMENT, begin) ? comment(begin) : action();
        }
    }

    /** Whether a dash and a space stand here, behind the left delimiter. */
    private boolean marks(int position) {
        return position + 1 < input.length()
                && input.charAt(position) == '-'
                && SPACES.indexOf(input.charAt(position + 1)) >= 0;
    }

    /** @return whether the text behind it is to be trimmed */
    private boolean comment(int begin) throws GoTemplateException {
        int end = input.indexOf(COMMENT_END, begin + COMMENT.length());
        if (end < 0) {
            throw error("unclosed comment");
        }
        at = end + COMMENT_END.length();
        boolean trims = at + 1 < input.length()
                && SPACES.indexOf(input.charAt(at)) >= 0
                && input.startsWith("-" + delimiters.right(), at + 1);
        if (!trims && !input.startsWith(delimiters.right(), at)) {
            throw error("comment ends before closing delimiter");
        }
        at += (trims ? 2 : 0) + delimiters.right().length();
        return trims;
    }

    /** @return whether the text behind it is to be trimmed */
    private boolean action() throws GoTemplateException {
        add(Kind.OPEN, delimiters.left());
        open = 0;
        while (true) {
            boolean trims = at + 1 < input.length()
                    && SPACES.indexOf(input.charAt(at)) >= 0
                    && input.startsWith("-" + delimiters.right(), at + 1);
            if (trims || input.startsWith(delimiters.right(), at)) {
                if (open > 0) {
                    throw error("unclosed left paren");
                }
                add(Kind.CLOSE, delimiters.right());
                at += (trims ? 2 : 0) + delimiters.right().length();
                return trims;
            }
            if (at >= input.length()) {
                throw error("unclosed action");
            }
            token();
        }
    }

    private void token() throws GoTemplateException {
        char c = input.charAt(at);
        if (SPACES.indexOf(c) >= 0) {
            int from = at;
            while (at < input.length()
                    && SPACES.indexOf(input.charAt(at)) >= 0
                    && !input.startsWith("-" + delimiters.right(), at + 1)) {
                at++;
            }
            // what is left over is the space of a trim marker
            if (at == from) {
                at++;
            }
            add(Kind.SPACE, " ");
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else if (c == '`') {
            int end = input.indexOf('`', at + 1);
            if (end < 0) {
                throw error("unterminated raw quoted string");
            }
            take(Kind.RAW_STRING, end + 1);
        } else if (c == '.') {
            boolean number = at + 1 < input.length() && Character.isDigit(input.charAt(at + 1));
            int end = word(at + 1);
            if (number) {
                number();
            } else if (end > at + 1) {
                name(Kind.FIELD, at + 1, end);
            } else {
                take(Kind.DOT, at + 1);
                terminator();
            }
        } else if (c == '$') {
            name(Kind.VARIABLE, at, word(at + 1));
        } else if ((c >= '0' && c <= '9') || c == '+' || c == '-') {
            number();
        } else if (isWordPart(input.codePointAt(at))) {
            name(Kind.WORD, at, word(at));
        } else {
            sign(c);
        }
    }

    private void sign(char c) throws GoTemplateException {
        if (input.startsWith(":=", at)) {
            take(Kind.SIGN, at + 2);
            return;
        }
        switch (c) {
            case '(' -> open++;
            case ')' -> open--;
            case '|', ',', '=' -> {}
            case ':' -> throw error("expected :=");
            default ->
                throw error("unexpected %s in command".formatted(new String(Character.toChars(input.codePointAt(at)))));
        }
        if (open < 0) {
            throw error("unexpected right paren");
        }
        take(Kind.SIGN, at + 1);
    }

    private void quoted(char quote) throws GoTemplateException {
        boolean text = quote == '"';
        for (int i = at + 1; i < input.length() && input.charAt(i) != '\n'; i++) {
            if (input.charAt(i) == '\\') {
                i++;
            } else if (input.charAt(i) == quote) {
                take(text ? Kind.STRING : Kind.CHARACTER, i + 1);
                return;
            }
        }
        throw error(text ? "unterminated quoted string" : "unterminated character constant");
    }

    private void number() throws GoTemplateException {
        int end = at + 1;
        while (end < input.length()
                && (isWordPart(input.codePointAt(end))
                        || input.charAt(end) == '.'
                        || ("+-".indexOf(input.charAt(end)) >= 0 && "eEpP".indexOf(input.charAt(end - 1)) >= 0))) {
            end++;
        }
        take(Kind.NUMBER, end);
    }

    private void name(Kind kind, int from, int end) throws GoTemplateException {
        add(kind, input.substring(from, end));
        at = end;
        terminator();
    }

    /** Names end at a space or a sign. */
    private void terminator() throws GoTemplateException {
        if (at < input.length()
                && !input.startsWith(delimiters.right(), at)
                && " \t\r\n.,|:()=".indexOf(input.charAt(at)) < 0) {
            throw error("bad character %s".formatted(new String(Character.toChars(input.codePointAt(at)))));
        }
    }

    private int word(int from) {
        int end = from;
        while (end < input.length() && isWordPart(input.codePointAt(end))) {
            end += Character.charCount(input.codePointAt(end));
        }
        return end;
    }

    private static boolean isWordPart(int c) {
        return c == '_' || Character.isLetter(c) || Character.isDigit(c);
    }

    private void take(Kind kind, int end) {
        add(kind, input.substring(at, end));
        at = end;
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line()));
    }

    private int line() {
        for (; counted < at && counted < input.length(); counted++) {
            line += input.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }

    private GoTemplateException error(String message) {
        return new GoTemplateException("template: :%d: %s".formatted(line(), message));
    }

    private static int leading(String text, int from) {
        int i = from;
        while (i < text.length() && SPACES.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i - from;
    }

    private static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && SPACES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
