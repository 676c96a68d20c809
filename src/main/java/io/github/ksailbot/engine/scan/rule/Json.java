package io.github.ksailbot.engine.scan.rule;

import dev.cel.common.values.NullValue;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a manifest as rules and expressions see them: {@code Map}, {@code List}, {@code String}, {@code Long},
 * {@code Double}, {@code Boolean} and {@link #NULL}.
 *
 * <p>A Java null is <em>undefined</em>: a field that is not there. A field that is written as {@code null} is {@link
 * #NULL}, which is there. Nothing here throws: whoever asks a string for its field gets undefined.
 */
public final class Json {
    /** A field that is written as {@code null}. */
    public static final Object NULL = NullValue.NULL_VALUE;

    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);

    private Json() {}

    /** The value of a YAML node. */
    public static Object of(Node node) {
        if (node instanceof MappingNode mapping) {
            return map(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> items = new ArrayList<>(sequence.size());
            sequence.items().forEach(item -> items.add(of(item)));
            return items;
        }
        return scalar((ScalarNode) node);
    }

    /** The fields of a YAML mapping, in their order. */
    public static Map<String, Object> map(MappingNode mapping) {
        Map<String, Object> fields = new LinkedHashMap<>(mapping.size() * 2);
        for (MappingNode.Entry entry : mapping.entries()) {
            fields.put(entry.key().text(), of(entry.value()));
        }
        return fields;
    }

    /** The fields of a YAML mapping without those, at any depth, that are null; items of lists stay, so that indexes do. */
    public static Map<String, Object> withoutNulls(MappingNode mapping) {
        Map<String, Object> fields = new LinkedHashMap<>(mapping.size() * 2);
        for (MappingNode.Entry entry : mapping.entries()) {
            if (!(entry.value() instanceof ScalarNode scalar && scalar.isNull())) {
                fields.put(entry.key().text(), withoutNulls(entry.value()));
            }
        }
        return fields;
    }

    private static Object withoutNulls(Node node) {
        if (node instanceof MappingNode mapping) {
            return withoutNulls(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> items = new ArrayList<>(sequence.size());
            sequence.items().forEach(item -> items.add(withoutNulls(item)));
            return items;
        }
        return scalar((ScalarNode) node);
    }

    private static Object scalar(ScalarNode scalar) {
        return switch (scalar.type()) {
            case STRING -> scalar.text();
            case NULL -> NULL;
            case BOOLEAN -> Boolean.TRUE.equals(scalar.booleanValue());
            case INTEGER, FLOAT -> number(scalar);
        };
    }

    private static Object number(ScalarNode scalar) {
        BigInteger integer = scalar.integerValue();
        if (integer != null && integer.compareTo(MIN_LONG) >= 0 && integer.compareTo(MAX_LONG) <= 0) {
            return integer.longValue();
        }
        Double number = scalar.numberValue();
        return number == null ? scalar.text() : number;
    }

    /**
     * Walks down from a value.
     *
     * @param steps a {@code String} into a mapping, an {@code Integer} into a list
     * @return undefined as soon as a step leads nowhere
     */
    public static @Nullable Object at(@Nullable Object from, Object... steps) {
        Object value = from;
        for (Object step : steps) {
            if (value instanceof Map<?, ?> map) {
                value = map.get(step);
            } else if (value instanceof List<?> list && step instanceof Integer index) {
                value = index >= 0 && index < list.size() ? list.get(index) : null;
            } else {
                return null;
            }
        }
        return value;
    }

    /** The list at a path; empty where there is none or something else. */
    public static List<Object> list(@Nullable Object from, Object... steps) {
        return at(from, steps) instanceof List<?> list ? asList(list) : List.of();
    }

    /** The mapping at a path; empty where there is none or something else. */
    public static Map<String, Object> map(@Nullable Object from, Object... steps) {
        return at(from, steps) instanceof Map<?, ?> map ? asMap(map) : Map.of();
    }

    /** The string at a path; null where there is none or something else. */
    public static @Nullable String string(@Nullable Object from, Object... steps) {
        return at(from, steps) instanceof String text ? text : null;
    }

    /** The string at a path, or the empty one. */
    public static String text(@Nullable Object from, Object... steps) {
        return at(from, steps) instanceof String text ? text : "";
    }

    /** Whether there is a value at a path, {@link #NULL} and false included. */
    public static boolean has(@Nullable Object from, Object... steps) {
        return at(from, steps) != null;
    }

    /** Whether the value at a path is there and not false: what a bare reference means in a policy. */
    public static boolean isTruthy(@Nullable Object from, Object... steps) {
        Object value = at(from, steps);
        return value != null && !Boolean.FALSE.equals(value);
    }

    public static boolean isTrue(@Nullable Object from, Object... steps) {
        return Boolean.TRUE.equals(at(from, steps));
    }

    public static boolean isFalse(@Nullable Object from, Object... steps) {
        return Boolean.FALSE.equals(at(from, steps));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> asList(List<?> list) {
        return (List<Object>) list;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
