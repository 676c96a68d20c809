package io.github.ksailbot.engine.flux.substitution;

import java.util.List;

/** A piece of text with variables in it. */
sealed interface Expression {

    /** Stays as it is. */
    record Text(String text) implements Expression {}

    /**
     * {@code ${name}}, with what is done to the value.
     *
     * @param operator as written, such as {@code :-} or {@code //}; empty when the value is taken as it is
     * @param arguments of the operator; those of a default are parts of one text
     * @param source as written, with {@code ${} and brace
     */
    record Reference(String name, String operator, List<Expression> arguments, String source) implements Expression {
        public Reference {
            arguments = List.copyOf(arguments);
        }

        /** Whether the operator has an answer for a variable that is not there. */
        boolean hasDefault() {
            return switch (operator) {
                case "=", ":=", ":-", ":+", ":?" -> true;
                default -> false;
            };
        }
    }
}
