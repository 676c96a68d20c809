package io.github.ksailbot.engine.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template is made of. */
sealed interface Statement {

    record Text(String text) implements Statement {}

    /** Prints its result, unless a variable takes it. */
    record Action(Expression.Pipeline pipeline) implements Statement {}

    record If(Expression.Pipeline condition, List<Statement> then, List<Statement> otherwise) implements Statement {}

    record With(Expression.Pipeline condition, List<Statement> then, List<Statement> otherwise) implements Statement {}

    record Range(Expression.Pipeline over, List<Statement> body, List<Statement> otherwise) implements Statement {}

    record Call(String template, Expression.@Nullable Pipeline dot, int line) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}
}
