package io.github.ksailbot.engine.flux.substitution;

import io.github.ksailbot.engine.flux.substitution.Expression.Reference;
import io.github.ksailbot.engine.flux.substitution.Expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Takes a text apart as Flux does. Only braces make a variable: {@code $NAME} is text. Two dollars are one that begins no
 * variable. Inside of braces a pattern and its replacement may hold {@code \/} and {@code \\}.
 *
 * @see <a href="https://pkg.go.dev/github.com/fluxcd/pkg/envsubst">fluxcd/pkg/envsubst</a>
 */
final class ExpressionParser {
    /** Of variables in defaults of variables; people need two or three. */
    private static final int MAX_DEPTH = 100;

    private static final int END = -1;

    private final String text;
    private int position;
    private int depth;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /** The pieces of a text in their order; empty for the empty text. */
    static List<Expression> parse(String text) throws ExpressionException {
        return new ExpressionParser(text).pieces();
    }

    private List<Expression> pieces() throws ExpressionException {
        List<Expression> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        while (position < text.length()) {
            if (atVariable()) {
                flush(plain, pieces);
                pieces.add(reference());
            } else if (text.startsWith("$$", position)) {
                plain.append('$');
                position += 2;
            } else {
                plain.append(text.charAt(position++));
            }
        }
        flush(plain, pieces);
        return pieces;
    }

    private static void flush(StringBuilder plain, List<Expression> pieces) {
        if (plain.length() > 0) {
            pieces.add(new Text(plain.toString()));
            plain.setLength(0);
        }
    }

    private Reference reference() throws ExpressionException {
        if (++depth > MAX_DEPTH) {
            throw new ExpressionException("holds variables in variables more than " + MAX_DEPTH + " deep");
        }
        int start = position;
        position += 2;
        Reference reference = peek() == '#' ? length(start) : named(start);
        depth--;
        return reference;
    }

    private Reference length(int start) throws ExpressionException {
        position++;
        String name = name();
        if (name.isEmpty()) {
            throw bad(start);
        }
        close(start);
        return new Reference(name, "#", List.of(), source(start));
    }

    private Reference named(int start) throws ExpressionException {
        String name = name();
        if (name.isEmpty()) {
            throw new ExpressionException("holds " + excerpt(start) + ", where no variable name follows the brace");
        }
        List<Expression> arguments = new ArrayList<>();
        String operator =
                switch (peek()) {
                    case ':' -> isDefault() ? defaults(arguments, start) : substring(arguments, start);
                    case '=' -> defaults(arguments, start);
                    case ',', '^' -> casing();
                    case '/' -> replace(arguments, start);
                    case '#' -> remove('#', arguments, start);
                    case '%' -> remove('%', arguments, start);
                    case '}' -> "";
                    default ->
                        throw new ExpressionException(
                                "holds " + excerpt(start) + ", which has no closing brace behind the name");
                };
        close(start);
        return new Reference(name, operator, arguments, source(start));
    }

    private boolean isDefault() {
        return position + 1 < text.length() && "=-?+".indexOf(text.charAt(position + 1)) >= 0;
    }

    private String defaults(List<Expression> arguments, int start) throws ExpressionException {
        String operator = take(peek() == '=' ? 1 : 2);
        while (peek() != '}') {
            arguments.add(argument(c -> c != '}', false, start));
        }
        return operator;
    }

    private String substring(List<Expression> arguments, int start) throws ExpressionException {
        String operator = take(1);
        arguments.add(argument(c -> c != ':' && c != '}', false, start));
        if (peek() == '}') {
            return operator;
        }
        skipAll(':', start);
        arguments.add(argument(c -> c != '}', false, start));
        return operator;
    }

    private String casing() {
        int length = 1;
        while (length < 2 && position + length < text.length() && ",^".indexOf(text.charAt(position + length)) >= 0) {
            length++;
        }
        return take(length);
    }

    private String remove(char mark, List<Expression> arguments, int start) throws ExpressionException {
        boolean twice = position + 1 < text.length() && text.charAt(position + 1) == mark;
        String operator = take(twice ? 2 : 1);
        arguments.add(argument(c -> c != '}', false, start));
        return operator;
    }

    private String replace(List<Expression> arguments, int start) throws ExpressionException {
        boolean two = position + 1 < text.length() && "/#%".indexOf(text.charAt(position + 1)) >= 0;
        String operator = take(two ? 2 : 1);
        arguments.add(argument(c -> c != '/', true, start));
        skipAll('/', start);
        if (peek() != '}') {
            arguments.add(argument(c -> c != '}', true, start));
        }
        return operator;
    }

    /** A variable, or text up to one or to what is not accepted; never empty. */
    private Expression argument(IntPredicate accepted, boolean escapes, int start) throws ExpressionException {
        if (atVariable()) {
            return reference();
        }
        StringBuilder plain = new StringBuilder();
        while (position < text.length() && !atVariable()) {
            if (escapes && atEscape()) {
                position++;
            } else if (!accepted.test(text.charAt(position))) {
                break;
            }
            plain.append(text.charAt(position++));
        }
        if (plain.length() == 0) {
            throw new ExpressionException("holds " + excerpt(start) + ", in which an operator lacks its argument");
        }
        return new Text(plain.toString());
    }

    private boolean atVariable() {
        return text.startsWith("${", position);
    }

    private boolean atEscape() {
        return text.startsWith("$$", position) || text.startsWith("\\/", position) || text.startsWith("\\\\", position);
    }

    /** Wider than what may be defined: {@code ${1}} asks for a variable that no Kustomization can have. */
    private String name() {
        int start = position;
        while (position < text.length()) {
            int c = text.codePointAt(position);
            if (!Character.isLetterOrDigit(c) && c != '_') {
                break;
            }
            position += Character.charCount(c);
        }
        return text.substring(start, position);
    }

    private String take(int length) {
        position += length;
        return text.substring(position - length, position);
    }

    private void skipAll(char c, int start) throws ExpressionException {
        if (peek() != c) {
            throw bad(start);
        }
        while (peek() == c) {
            position++;
        }
    }

    private void close(int start) throws ExpressionException {
        if (peek() != '}') {
            throw bad(start);
        }
        position++;
    }

    private int peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private String source(int start) {
        return text.substring(start, position);
    }

    private ExpressionException bad(int start) {
        return new ExpressionException("holds " + excerpt(start) + ", which is no substitution that Flux understands");
    }

    /** Not the whole text: it may be long, and belong to the next lines. */
    private String excerpt(int start) {
        int end = start;
        while (end < text.length() && end - start < 40 && text.charAt(end) != '\n') {
            end++;
            if (text.charAt(end - 1) == '}') {
                break;
            }
        }
        return "`" + text.substring(start, end).replace('`', '\'') + "`";
    }
}
