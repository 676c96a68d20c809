package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.gotemplate.Expression.Command;
import io.github.ksailbot.engine.gotemplate.Expression.Pipeline;
import io.github.ksailbot.engine.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads pipelines. */
final class ExpressionParser {
    private static final int MAX_DEPTH = 200;
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

    private final Tokens tokens;
    private final Predicate<String> functions;
    private final Variables variables;
    private int depth;

    ExpressionParser(Tokens tokens, Predicate<String> functions, Variables variables) {
        this.tokens = tokens;
        this.functions = functions;
        this.variables = variables;
    }

    /**
     * @param context what it is for, for messages
     * @param end what ends it
     * @param range whether it may set two variables
     */
    Pipeline pipeline(String context, Kind end, boolean range) throws GoTemplateException {
        if (++depth > MAX_DEPTH) {
            throw new GoTemplateException(
                    GoTemplateException.Reason.LIMIT,
                    "the template has parentheses that are more than %d deep".formatted(MAX_DEPTH));
        }
        int line = tokens.peekNonSpace().line();
        List<String> declared = new ArrayList<>();
        boolean assigns = declarations(declared, range);
        List<Command> commands = new ArrayList<>();
        while (true) {
            Token token = tokens.peekNonSpace();
            if (token.kind() == end || (end == Kind.SIGN && token.is(")"))) {
                tokens.next();
                if (commands.isEmpty()) {
                    throw tokens.error("missing value for " + context);
                }
                depth--;
                return new Pipeline(List.copyOf(declared), assigns, List.copyOf(commands), line);
            }
            if (token.kind() == Kind.CLOSE || token.kind() == Kind.END) {
                throw tokens.unexpected(token, context);
            }
            commands.add(command(commands.size(), context));
        }
    }

    /** @return whether the variables are there already */
    private boolean declarations(List<String> declared, boolean range) throws GoTemplateException {
        int begin = tokens.position();
        List<String> names = new ArrayList<>();
        while (tokens.peekNonSpace().kind() == Kind.VARIABLE && names.size() < (range ? 2 : 1)) {
            names.add(tokens.nextNonSpace().text());
            Token sign = tokens.peekNonSpace();
            if (sign.is(",")) {
                if (!range || names.size() > 1) {
                    throw tokens.error("too many declarations in " + (range ? "range" : "command"));
                }
                tokens.nextNonSpace();
                continue;
            }
            if (sign.is(":=") || sign.is("=")) {
                tokens.nextNonSpace();
                for (String name : names) {
                    if (sign.is(":=")) {
                        variables.declare(name);
                    } else if (!variables.has(name)) {
                        throw tokens.error("undefined variable \"" + name + "\"");
                    }
                }
                declared.addAll(names);
                return sign.is("=");
            }
            break;
        }
        if (names.size() > 1) {
            throw tokens.error("range can only initialize variables");
        }
        tokens.back(begin);
        return false;
    }

    private Command command(int stage, String context) throws GoTemplateException {
        List<Expression> words = new ArrayList<>();
        while (true) {
            tokens.peekNonSpace();
            Expression operand = operand();
            if (operand != null) {
                words.add(operand);
            }
            Token token = tokens.peek();
            if (token.kind() == Kind.SPACE) {
                tokens.next();
                continue;
            }
            if (token.is("|")) {
                tokens.next();
                Token after = tokens.peekNonSpace();
                if (after.kind() == Kind.CLOSE || after.is(")")) {
                    throw tokens.error("missing value for " + context);
                }
            } else if (token.kind() != Kind.CLOSE && !token.is(")")) {
                throw tokens.unexpected(token, "operand");
            }
            break;
        }
        if (words.isEmpty()) {
            throw tokens.error("empty command");
        }
        Expression first = words.get(0);
        if (stage > 0
                && (first instanceof Expression.Literal
                        || first instanceof Expression.Dot
                        || first instanceof Expression.Nil)) {
            throw tokens.error("non executable command in pipeline stage %d".formatted(stage + 1));
        }
        return new Command(List.copyOf(words));
    }

    private @Nullable Expression operand() throws GoTemplateException {
        Expression term = term();
        if (term == null || tokens.peek().kind() != Kind.FIELD) {
            return term;
        }
        List<String> names = new ArrayList<>();
        while (tokens.peek().kind() == Kind.FIELD) {
            names.add(tokens.next().text());
        }
        if (term instanceof Expression.Field field) {
            names.addAll(0, field.names());
            return new Expression.Field(List.copyOf(names));
        } else if (term instanceof Expression.Variable variable) {
            return new Expression.Variable(variable.name(), List.copyOf(names));
        } else if (term instanceof Expression.Literal
                || term instanceof Expression.Dot
                || term instanceof Expression.Nil) {
            throw tokens.error("unexpected . after term \"" + Expression.text(term) + "\"");
        }
        return new Expression.Chain(term, List.copyOf(names));
    }

    /** Null when there is none here. */
    private @Nullable Expression term() throws GoTemplateException {
        Token token = tokens.peek();
        switch (token.kind()) {
            case WORD -> {
                return word(token);
            }
            case DOT -> {
                tokens.next();
                return new Expression.Dot();
            }
            case FIELD -> {
                tokens.next();
                return new Expression.Field(List.of(token.text()));
            }
            case VARIABLE -> {
                tokens.next();
                if (!variables.has(token.text())) {
                    throw tokens.error("undefined variable \"" + token.text() + "\"");
                }
                return new Expression.Variable(token.text(), List.of());
            }
            case STRING, RAW_STRING -> {
                tokens.next();
                return new Expression.Literal(Quotes.unquote(token), token.text());
            }
            case CHARACTER -> {
                tokens.next();
                return new Expression.Literal((long) Quotes.unquote(token).codePointAt(0), token.text());
            }
            case NUMBER -> {
                tokens.next();
                return new Expression.Literal(NumberLiteral.parse(token), token.text());
            }
            default -> {
                if (!token.is("(")) {
                    return null;
                }
                tokens.next();
                return pipeline("parenthesized pipeline", Kind.SIGN, false);
            }
        }
    }

    private @Nullable Expression word(Token token) throws GoTemplateException {
        if (KEYWORDS.contains(token.text())) {
            return null;
        }
        tokens.next();
        switch (token.text()) {
            case "true", "false" -> {
                return new Expression.Literal(Boolean.valueOf(token.text()), token.text());
            }
            case "nil" -> {
                return new Expression.Nil();
            }
            default -> {
                if (!functions.test(token.text())) {
                    throw tokens.error("function \"" + token.text() + "\" not defined");
                }
                return new Expression.FunctionName(token.text());
            }
        }
    }
}
