package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.gotemplate.Expression.Chain;
import io.github.ksailbot.engine.gotemplate.Expression.Command;
import io.github.ksailbot.engine.gotemplate.Expression.Dot;
import io.github.ksailbot.engine.gotemplate.Expression.Field;
import io.github.ksailbot.engine.gotemplate.Expression.FunctionName;
import io.github.ksailbot.engine.gotemplate.Expression.Literal;
import io.github.ksailbot.engine.gotemplate.Expression.Nil;
import io.github.ksailbot.engine.gotemplate.Expression.Pipeline;
import io.github.ksailbot.engine.gotemplate.Expression.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pipelines come to. */
final class Evaluator {
    /** Nothing is piped into the first command. */
    private static final Object NO_FINAL = new Object();

    private final Map<String, GoFunction> functions;
    private final MissingKey missingKey;
    private final Meter meter;

    Evaluator(Map<String, GoFunction> functions, MissingKey missingKey, Meter meter) {
        this.functions = functions;
        this.missingKey = missingKey;
        this.meter = meter;
    }

    @Nullable Object pipeline(Pipeline pipeline, @Nullable Object dot, Scope scope) throws GoTemplateException {
        Object value = NO_FINAL;
        for (Command command : pipeline.commands()) {
            value = command(command, dot, scope, value);
        }
        for (String name : pipeline.variables()) {
            if (pipeline.assigns()) {
                scope.assign(name, value);
            } else {
                scope.declare(name, value);
            }
        }
        return value;
    }

    private @Nullable Object command(Command command, @Nullable Object dot, Scope scope, @Nullable Object piped)
            throws GoTemplateException {
        meter.spend(1);
        Expression first = command.words().get(0);
        if (first instanceof FunctionName function) {
            return call(function.name(), command, dot, scope, piped);
        }
        boolean hasArguments = command.words().size() > 1 || piped != NO_FINAL;
        if (hasArguments) {
            throw new GoTemplateException(
                    first instanceof Field || first instanceof Chain || first instanceof Variable
                            ? "at <%s>: %s is not a method but has arguments"
                                    .formatted(Expression.text(first), Expression.text(first))
                            : "can't give argument to non-function %s".formatted(Expression.text(first)));
        }
        if (first instanceof Nil) {
            throw new GoTemplateException("nil is not a command");
        }
        return value(first, dot, scope);
    }

    private @Nullable Object value(Expression expression, @Nullable Object dot, Scope scope)
            throws GoTemplateException {
        meter.spend(1);
        if (expression instanceof Literal literal) {
            return literal.value();
        } else if (expression instanceof Dot) {
            return dot;
        } else if (expression instanceof Field field) {
            return fields(dot, field.names(), expression);
        } else if (expression instanceof Variable variable) {
            return fields(scope.get(variable.name()), variable.names(), expression);
        } else if (expression instanceof Chain chain) {
            return fields(value(chain.of(), dot, scope), chain.names(), expression);
        } else if (expression instanceof Pipeline pipeline) {
            return pipeline(pipeline, dot, scope);
        } else if (expression instanceof FunctionName function) {
            return call(function.name(), new Command(List.of(function)), dot, scope, NO_FINAL);
        }
        return null;
    }

    private @Nullable Object call(
            String name, Command command, @Nullable Object dot, Scope scope, @Nullable Object piped)
            throws GoTemplateException {
        List<Expression> words = command.words();
        if ((name.equals("and") || name.equals("or")) && !functions.containsKey(name)) {
            return shortCut(name.equals("and"), words, dot, scope, piped);
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Expression word : words.subList(1, words.size())) {
            arguments.add(value(word, dot, scope));
        }
        if (piped != NO_FINAL) {
            arguments.add(piped);
        }
        GoFunction function = functions.getOrDefault(name, Builtins.ALL.get(name));
        if (function == null) {
            throw new GoTemplateException("function \"%s\" not defined".formatted(name));
        }
        try {
            return function.call(new Arguments(name, arguments, meter));
        } catch (GoTemplateException e) {
            throw new GoTemplateException(
                    e.reason(), "at <%s>: %s".formatted(shortened(Expression.text(command)), e.getMessage()));
        }
    }

    /** The first argument that decides it, or the last one. */
    private @Nullable Object shortCut(
            boolean and, List<Expression> words, @Nullable Object dot, Scope scope, @Nullable Object piped)
            throws GoTemplateException {
        if (words.size() == 1 && piped == NO_FINAL) {
            throw new GoTemplateException(
                    "wrong number of args for %s: want at least 1 got 0".formatted(and ? "and" : "or"));
        }
        Object value = null;
        for (Expression word : words.subList(1, words.size())) {
            value = value(word, dot, scope);
            if (GoValues.isTrue(value) != and) {
                return value;
            }
        }
        return piped == NO_FINAL ? value : piped;
    }

    private @Nullable Object fields(@Nullable Object receiver, List<String> names, Expression expression)
            throws GoTemplateException {
        Object value = receiver;
        boolean there = receiver != null;
        for (String name : names) {
            meter.spend(1);
            if (value == null) {
                if (there) {
                    throw at(expression, "nil pointer evaluating interface {}." + name);
                }
                if (missingKey == MissingKey.ERROR) {
                    throw at(expression, "nil data; no entry for key \"%s\"".formatted(name));
                }
            } else if (value instanceof Map<?, ?> map) {
                there = map.containsKey(name);
                if (!there && missingKey == MissingKey.ERROR) {
                    throw at(expression, "map has no entry for key \"%s\"".formatted(name));
                }
                value = there || missingKey != MissingKey.ZERO ? map.get(name) : GoValues.zero(map);
                there |= missingKey == MissingKey.ZERO;
            } else {
                throw at(expression, "can't evaluate field %s in type %s".formatted(name, GoValues.type(value)));
            }
        }
        return value;
    }

    private static GoTemplateException at(Expression expression, String message) {
        return new GoTemplateException("at <%s>: %s".formatted(shortened(Expression.text(expression)), message));
    }

    private static String shortened(String text) {
        int most = 60;
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }
}
