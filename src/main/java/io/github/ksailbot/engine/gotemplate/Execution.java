package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.gotemplate.Expression.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a template. */
final class Execution {
    private final Map<String, List<Statement>> templates;
    private final Meter meter;
    private final Evaluator evaluator;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    Execution(
            Map<String, List<Statement>> templates,
            Map<String, GoFunction> functions,
            MissingKey missingKey,
            Meter meter) {
        this.templates = templates;
        this.meter = meter;
        this.evaluator = new Evaluator(functions, missingKey, meter);
    }

    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    String run(List<Statement> statements, @Nullable Object data) throws GoTemplateException {
        all(statements, data, new Scope(data));
        return out.toString();
    }

    private Flow all(List<Statement> statements, @Nullable Object dot, Scope scope) throws GoTemplateException {
        for (Statement statement : statements) {
            meter.spend(1);
            Flow flow = one(statement, dot, scope);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow one(Statement statement, @Nullable Object dot, Scope scope) throws GoTemplateException {
        if (statement instanceof Statement.Text text) {
            write(text.text());
        } else if (statement instanceof Statement.Action action) {
            Object value = pipeline(action.pipeline(), dot, scope);
            if (action.pipeline().variables().isEmpty()) {
                write(value == null ? "<no value>" : GoPrinter.print(value, meter));
            }
        } else if (statement instanceof Statement.If choice) {
            int mark = scope.mark();
            boolean is = GoValues.isTrue(pipeline(choice.condition(), dot, scope));
            Flow flow = all(is ? choice.then() : choice.otherwise(), dot, scope);
            scope.reset(mark);
            return flow;
        } else if (statement instanceof Statement.With with) {
            int mark = scope.mark();
            Object value = pipeline(with.condition(), dot, scope);
            boolean is = GoValues.isTrue(value);
            Flow flow = all(is ? with.then() : with.otherwise(), is ? value : dot, scope);
            scope.reset(mark);
            return flow;
        } else if (statement instanceof Statement.Range range) {
            int mark = scope.mark();
            Flow flow = range(range, dot, scope);
            scope.reset(mark);
            return flow;
        } else if (statement instanceof Statement.Call call) {
            call(call, dot, scope);
        } else {
            return statement instanceof Statement.Break ? Flow.BREAK : Flow.CONTINUE;
        }
        return Flow.ON;
    }

    private void call(Statement.Call call, @Nullable Object dot, Scope scope) throws GoTemplateException {
        List<Statement> body = templates.get(call.template());
        if (body == null) {
            throw new GoTemplateException("template \"%s\" not defined".formatted(call.template()));
        }
        Pipeline argument = call.dot();
        Object data = argument == null ? null : pipeline(argument, dot, scope);
        meter.depth(++depth);
        all(body, data, new Scope(data));
        depth--;
    }

    private Flow range(Statement.Range range, @Nullable Object dot, Scope scope) throws GoTemplateException {
        Object over = pipeline(range.over(), dot, scope);
        List<Object[]> items = new ArrayList<>();
        // an iteration costs something even where there is nothing in it
        if (over instanceof List<?> list) {
            meter.spend(list.size());
            long i = 0;
            for (Object item : list) {
                items.add(new Object[] {i++, item});
            }
        } else if (over instanceof Map<?, ?> map) {
            meter.spend(map.size());
            for (String key : GoValues.keys(map)) {
                items.add(new Object[] {key, map.get(key)});
            }
        } else if (Int64.widened(over) instanceof Long count) {
            if (range.over().variables().size() > 1) {
                throw new GoTemplateException("at %s: can't use %d to iterate over with more than one variable"
                        .formatted(Expression.text(range.over()), count));
            }
            meter.claim(count);
            meter.spend(count);
            for (long i = 0; i < count; i++) {
                items.add(new Object[] {i, i});
            }
        } else if (over != null) {
            throw new GoTemplateException("at %s: range can't iterate over %s"
                    .formatted(Expression.text(range.over()), GoPrinter.print(over, meter)));
        }
        for (Object[] item : items) {
            int mark = scope.mark();
            List<String> names = range.over().variables();
            if (!names.isEmpty()) {
                bind(range.over(), names.get(0), item[names.size() > 1 ? 0 : 1], scope);
                if (names.size() > 1) {
                    bind(range.over(), names.get(1), item[1], scope);
                }
            }
            Flow flow = all(range.body(), item[1], scope);
            scope.reset(mark);
            if (flow == Flow.BREAK) {
                return Flow.ON;
            }
        }
        return items.isEmpty() ? all(range.otherwise(), dot, scope) : Flow.ON;
    }

    private static void bind(Pipeline pipeline, String name, @Nullable Object value, Scope scope)
            throws GoTemplateException {
        if (pipeline.assigns()) {
            scope.assign(name, value);
        } else {
            scope.declare(name, value);
        }
    }

    private @Nullable Object pipeline(Pipeline pipeline, @Nullable Object dot, Scope scope) throws GoTemplateException {
        try {
            return evaluator.pipeline(pipeline, dot, scope);
        } catch (StackOverflowError e) {
            // parentheses within functions within templates: each has its limit, together they may have none
            throw new GoTemplateException(GoTemplateException.Reason.LIMIT, "the template is too deep within itself");
        }
    }

    private void write(String text) throws GoTemplateException {
        meter.claim(text.length());
        meter.length((long) out.length() + text.length());
        out.append(text);
    }
}
