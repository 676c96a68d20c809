package io.github.ksailbot.engine.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in an action. */
sealed interface Expression {

    record Dot() implements Expression {}

    record Nil() implements Expression {}

    /** A text, a number, a truth value. */
    record Literal(Object value, String text) implements Expression {}

    /** {@code .a.b} */
    record Field(List<String> names) implements Expression {}

    /** {@code $x.a.b} */
    record Variable(String name, List<String> names) implements Expression {}

    /** {@code (…).a.b} */
    record Chain(Expression of, List<String> names) implements Expression {}

    record FunctionName(String name) implements Expression {}

    /** A function or field with its arguments. */
    record Command(List<Expression> words) implements Expression {}

    /**
     * Commands, each the last argument of the next one.
     *
     * @param variables that get the result
     * @param assigns whether they are there already
     */
    record Pipeline(List<String> variables, boolean assigns, List<Command> commands, int line) implements Expression {}

    /** How it was written, about, for messages. */
    static String text(@Nullable Expression expression) {
        if (expression instanceof Dot) {
            return ".";
        } else if (expression instanceof Nil) {
            return "nil";
        } else if (expression instanceof Literal literal) {
            return literal.text();
        } else if (expression instanceof Field field) {
            return "." + String.join(".", field.names());
        } else if (expression instanceof Variable variable) {
            return variable.name() + names(variable.names());
        } else if (expression instanceof Chain chain) {
            return text(chain.of()) + names(chain.names());
        } else if (expression instanceof FunctionName function) {
            return function.name();
        } else if (expression instanceof Command command) {
            return join(command.words(), " ");
        } else if (expression instanceof Pipeline pipeline) {
            return "(" + join(pipeline.commands(), " | ") + ")";
        }
        return "";
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "" : "." + String.join(".", names);
    }

    private static String join(List<? extends Expression> all, String separator) {
        return String.join(separator, all.stream().map(Expression::text).toList());
    }
}
