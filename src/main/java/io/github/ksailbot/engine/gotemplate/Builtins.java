package io.github.ksailbot.engine.gotemplate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that every template has. */
final class Builtins {
    static final Map<String, GoFunction> ALL = Map.ofEntries(
            // these two are evaluated where they are called, argument by argument
            Map.entry("and", arguments -> arguments.atLeast(1).last()),
            Map.entry("or", arguments -> arguments.atLeast(1).last()),
            Map.entry("not", arguments -> !GoValues.isTrue(arguments.exactly(1).get(0))),
            Map.entry("eq", Comparison::eq),
            Map.entry("ne", Comparison::ne),
            Map.entry("lt", arguments -> Comparison.order(arguments) < 0),
            Map.entry("le", arguments -> Comparison.order(arguments) <= 0),
            Map.entry("gt", arguments -> Comparison.order(arguments) > 0),
            Map.entry("ge", arguments -> Comparison.order(arguments) >= 0),
            Map.entry("len", Builtins::len),
            Map.entry("index", Builtins::index),
            Map.entry("slice", Builtins::slice),
            Map.entry("print", arguments -> Format.sprint(arguments)),
            Map.entry("println", arguments -> Format.sprintln(arguments)),
            Map.entry("printf", arguments -> Format.sprintf(arguments)),
            Map.entry("html", arguments -> Escapes.html(plain(arguments))),
            Map.entry("js", arguments -> Escapes.js(plain(arguments))),
            Map.entry("urlquery", arguments -> URLEncoder.encode(plain(arguments), StandardCharsets.UTF_8)
                    .replace("*", "%2A")
                    .replace("%7E", "~")),
            Map.entry("call", Builtins::call));

    private Builtins() {}

    /** What the escapers make of their arguments: nothing is a text to them. */
    private static String plain(Arguments arguments) throws GoTemplateException {
        List<@Nullable Object> values = new ArrayList<>(arguments.from(0));
        values.replaceAll(value -> value == null ? "<no value>" : value);
        return Format.sprint(new Arguments(arguments.function(), values, arguments.meter()));
    }

    private static Object len(Arguments arguments) throws GoTemplateException {
        Object value = arguments.exactly(1).get(0);
        if (value instanceof String text) {
            return (long) text.getBytes(StandardCharsets.UTF_8).length;
        } else if (value instanceof List<?> list) {
            return (long) list.size();
        } else if (value instanceof Map<?, ?> map) {
            return (long) map.size();
        }
        throw new GoTemplateException(
                value == null ? "len of nil pointer" : "len of type %s".formatted(GoValues.type(value)));
    }

    private static @Nullable Object index(Arguments arguments) throws GoTemplateException {
        Object value = arguments.atLeast(1).get(0);
        if (value == null) {
            throw new GoTemplateException("index of untyped nil");
        }
        for (Object index : arguments.from(1)) {
            if (value instanceof Map<?, ?> map) {
                if (!(index instanceof String)) {
                    throw new GoTemplateException(
                            index == null
                                    ? "value is nil; should be of type string"
                                    : "value has type %s; should be string".formatted(GoValues.type(index)));
                }
                value = map.containsKey(index) ? map.get(index) : GoValues.zero(map);
            } else if (value instanceof List<?> list) {
                value = list.get(position(index, list.size() - 1));
            } else if (value instanceof String text) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                value = (long) (bytes[position(index, bytes.length - 1)] & 0xff);
            } else {
                throw new GoTemplateException(
                        value == null
                                ? "index of nil pointer"
                                : "can't index item of type %s".formatted(GoValues.type(value)));
            }
        }
        return value;
    }

    private static Object slice(Arguments arguments) throws GoTemplateException {
        Object value = arguments.between(1, 4).get(0);
        int size;
        if (value instanceof String text) {
            size = text.getBytes(StandardCharsets.UTF_8).length;
        } else if (value instanceof List<?> list) {
            size = list.size();
        } else {
            throw new GoTemplateException(
                    value == null
                            ? "slice of untyped nil"
                            : "can't slice item of type %s".formatted(GoValues.type(value)));
        }
        int from = arguments.count() > 1 ? position(arguments.get(1), size) : 0;
        int to = arguments.count() > 2 ? position(arguments.get(2), size) : size;
        if (from > to) {
            throw new GoTemplateException("invalid slice index: %d > %d".formatted(from, to));
        }
        return value instanceof String text
                ? new String(text.getBytes(StandardCharsets.UTF_8), from, to - from, StandardCharsets.UTF_8)
                : List.copyOf(((List<?>) value).subList(from, to));
    }

    private static int position(@Nullable Object index, int most) throws GoTemplateException {
        if (!(Int64.widened(index) instanceof Long number)) {
            throw new GoTemplateException("cannot index slice/array with %s"
                    .formatted(index == null ? "nil" : "type " + GoValues.type(index)));
        }
        if (number < 0 || number > most) {
            throw new GoTemplateException("index out of range: %d".formatted(number));
        }
        return number.intValue();
    }

    /** No value of a template is a function. */
    private static Object call(Arguments arguments) throws GoTemplateException {
        throw new GoTemplateException(
                arguments.atLeast(1).get(0) == null
                        ? "call of nil"
                        : "non-function of type " + GoValues.type(arguments.get(0)));
    }
}
