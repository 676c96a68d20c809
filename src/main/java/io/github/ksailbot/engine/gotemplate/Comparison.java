package io.github.ksailbot.engine.gotemplate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Go templates' {@code eq}, {@code lt} and what follows from them. */
final class Comparison {
    private Comparison() {}

    /** Whether the first is one of the others. */
    static Object eq(Arguments arguments) throws GoTemplateException {
        Object first = arguments.atLeast(1).get(0);
        if (arguments.count() < 2) {
            throw new GoTemplateException("missing argument for comparison");
        }
        for (Object other : arguments.from(1)) {
            if (same(first, other)) {
                return true;
            }
        }
        return false;
    }

    static Object ne(Arguments arguments) throws GoTemplateException {
        arguments.exactly(2);
        return !same(arguments.get(0), arguments.get(1));
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) throws GoTemplateException {
        if (a instanceof List<?> || a instanceof Map<?, ?> || b instanceof List<?> || b instanceof Map<?, ?>) {
            if (a == null || b == null) {
                return false;
            }
            throw new GoTemplateException(
                    GoValues.kind(a).equals(GoValues.kind(b))
                            ? "non-comparable type %s".formatted(GoValues.type(a))
                            : "incompatible types for comparison");
        }
        Object x = Int64.widened(a);
        Object y = Int64.widened(b);
        if (x != null && y != null && x.getClass() != y.getClass()) {
            throw new GoTemplateException("incompatible types for comparison");
        }
        return Objects.equals(x, y);
    }

    static int order(Arguments arguments) throws GoTemplateException {
        Object a = Int64.widened(arguments.exactly(2).get(0));
        Object b = Int64.widened(arguments.get(1));
        if (!isOrdered(a) || !isOrdered(b)) {
            throw new GoTemplateException("invalid type for comparison");
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        } else if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        } else if (a instanceof Double x && b instanceof Double y) {
            return x.compareTo(y);
        }
        throw new GoTemplateException("incompatible types for comparison");
    }

    private static boolean isOrdered(@Nullable Object value) {
        return value instanceof String || value instanceof Long || value instanceof Double;
    }
}
