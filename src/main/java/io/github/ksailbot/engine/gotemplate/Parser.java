package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.gotemplate.Expression.Pipeline;
import io.github.ksailbot.engine.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads statements, as {@code text/template/parse} does. */
final class Parser {
    private static final int MAX_DEPTH = 200;

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Variables variables = new Variables();
    private final Map<String, List<Statement>> templates;
    private int loops;
    private int depth;

    /** @param templates gets every template that is defined within this one */
    Parser(List<Token> all, Predicate<String> functions, Map<String, List<Statement>> templates) {
        this.tokens = new Tokens(all);
        this.expressions = new ExpressionParser(tokens, functions, variables);
        this.templates = templates;
    }

    /** What ended a list of statements. */
    private enum End {
        INPUT,
        ELSE,
        END
    }

    private record Block(List<Statement> statements, End end) {}

    List<Statement> parse() throws GoTemplateException {
        Block block = block(true);
        if (block.end() != End.INPUT) {
            throw tokens.error("unexpected {{%s}}".formatted(block.end() == End.ELSE ? "else" : "end"));
        }
        return block.statements();
    }

    private Block block(boolean top) throws GoTemplateException {
        deeper();
        try {
            List<Statement> statements = new ArrayList<>();
            while (true) {
                Token token = tokens.next();
                if (token.kind() == Kind.END) {
                    if (!top) {
                        throw tokens.error("unexpected EOF");
                    }
                    return new Block(statements, End.INPUT);
                } else if (token.kind() == Kind.TEXT) {
                    statements.add(new Statement.Text(token.text()));
                } else {
                    End end = action(statements, top);
                    if (end != null) {
                        return new Block(statements, end);
                    }
                }
            }
        } finally {
            depth--;
        }
    }

    private void deeper() throws GoTemplateException {
        if (++depth > MAX_DEPTH) {
            throw new GoTemplateException(
                    GoTemplateException.Reason.LIMIT,
                    "the template has blocks that are more than %d deep".formatted(MAX_DEPTH));
        }
    }

    /** Null when the block goes on. */
    private @Nullable End action(List<Statement> statements, boolean top) throws GoTemplateException {
        Token word = tokens.peekNonSpace();
        switch (word.kind() == Kind.WORD ? word.text() : "") {
            case "if" -> {
                tokens.nextNonSpace();
                statements.add(condition("if"));
            }
            case "with" -> {
                tokens.nextNonSpace();
                statements.add(condition("with"));
            }
            case "range" -> {
                tokens.nextNonSpace();
                statements.add(range());
            }
            case "template" -> {
                tokens.nextNonSpace();
                statements.add(call(word.line()));
            }
            case "block" -> {
                tokens.nextNonSpace();
                statements.add(defined(word.line()));
            }
            case "define" -> {
                tokens.nextNonSpace();
                if (!top || depth > 1) {
                    throw tokens.error("unexpected {{define}}");
                }
                define();
            }
            case "break", "continue" -> {
                tokens.nextNonSpace();
                if (loops == 0) {
                    throw tokens.error("{{%s}} outside {{range}}".formatted(word.text()));
                }
                close(word.text());
                statements.add(word.isWord("break") ? new Statement.Break() : new Statement.Continue());
            }
            case "end" -> {
                tokens.nextNonSpace();
                close("end");
                return End.END;
            }
            case "else" -> {
                tokens.nextNonSpace();
                Token next = tokens.peekNonSpace();
                if (!next.isWord("if") && !next.isWord("with")) {
                    close("else");
                }
                return End.ELSE;
            }
            default -> statements.add(new Statement.Action(expressions.pipeline("command", Kind.CLOSE, false)));
        }
        return null;
    }

    private Statement condition(String word) throws GoTemplateException {
        int mark = variables.mark();
        Pipeline pipeline = expressions.pipeline(word, Kind.CLOSE, false);
        Block then = block(false);
        List<Statement> otherwise = List.of();
        if (then.end() == End.ELSE) {
            otherwise = otherwise(word);
        }
        variables.reset(mark);
        return word.equals("if")
                ? new Statement.If(pipeline, then.statements(), otherwise)
                : new Statement.With(pipeline, then.statements(), otherwise);
    }

    /** {@code else if} is an {@code if} of its own behind {@code else}, which the same {@code end} ends. */
    private List<Statement> otherwise(String word) throws GoTemplateException {
        if (tokens.peekNonSpace().isWord(word)) {
            tokens.nextNonSpace();
            deeper();
            Statement next = condition(word);
            depth--;
            return List.of(next);
        }
        if (tokens.peek().kind() == Kind.WORD) {
            throw tokens.unexpected(tokens.peek(), "else");
        }
        Block block = block(false);
        if (block.end() == End.ELSE) {
            throw tokens.error("expected end; found {{else}}");
        }
        return block.statements();
    }

    private Statement range() throws GoTemplateException {
        int mark = variables.mark();
        Pipeline pipeline = expressions.pipeline("range", Kind.CLOSE, true);
        loops++;
        Block body = block(false);
        loops--;
        List<Statement> otherwise = List.of();
        if (body.end() == End.ELSE) {
            otherwise = otherwise("range");
        }
        variables.reset(mark);
        return new Statement.Range(pipeline, body.statements(), otherwise);
    }

    private Statement call(int line) throws GoTemplateException {
        String name = name("template clause");
        if (tokens.peekNonSpace().kind() == Kind.CLOSE) {
            tokens.nextNonSpace();
            return new Statement.Call(name, null, line);
        }
        return new Statement.Call(name, expressions.pipeline("template clause", Kind.CLOSE, false), line);
    }

    /** A definition and its use. */
    private Statement defined(int line) throws GoTemplateException {
        String name = name("block clause");
        Pipeline dot = expressions.pipeline("block clause", Kind.CLOSE, false);
        define(name);
        return new Statement.Call(name, dot, line);
    }

    private void define() throws GoTemplateException {
        String name = name("define clause");
        close("define clause");
        define(name);
    }

    private void define(String name) throws GoTemplateException {
        Variables.Saved outer = variables.begin();
        int outerLoops = loops;
        loops = 0;
        Block block = block(false);
        if (block.end() != End.END) {
            throw tokens.error("unexpected {{else}} in define clause");
        }
        loops = outerLoops;
        variables.restore(outer);
        List<Statement> before = templates.get(name);
        // an empty definition does not take the place of another
        if (before == null || !isEmpty(block.statements())) {
            templates.put(name, block.statements());
        }
    }

    private static boolean isEmpty(List<Statement> statements) {
        return statements.stream()
                .allMatch(statement ->
                        statement instanceof Statement.Text text && text.text().isBlank());
    }

    private String name(String context) throws GoTemplateException {
        Token name = tokens.nextNonSpace();
        if (name.kind() != Kind.STRING && name.kind() != Kind.RAW_STRING) {
            throw tokens.unexpected(name, context);
        }
        return Quotes.unquote(name);
    }

    private void close(String context) throws GoTemplateException {
        Token token = tokens.nextNonSpace();
        if (token.kind() != Kind.CLOSE) {
            throw tokens.unexpected(token, context);
        }
    }
}
