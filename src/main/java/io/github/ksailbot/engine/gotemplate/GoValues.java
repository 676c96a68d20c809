package io.github.ksailbot.engine.gotemplate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Go knows about the values of templates. */
public final class GoValues {
    private GoValues() {}

    /** Go templates' truth: false, 0, nothing, and whatever is empty are not true. */
    public static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        } else if (value instanceof Long number) {
            return number != 0;
        } else if (value instanceof Int64 number) {
            return number.value() != 0;
        } else if (value instanceof Double number) {
            return number != 0;
        } else if (value instanceof String text) {
            return !text.isEmpty();
        } else if (value instanceof List<?> list) {
            return !list.isEmpty();
        } else if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != null;
    }

    /** In the order in which Go goes through them. */
    public static List<String> keys(Map<?, ?> map) {
        TreeSet<String> keys = new TreeSet<>();
        for (Object key : map.keySet()) {
            keys.add(String.valueOf(key));
        }
        return new ArrayList<>(keys);
    }

    static @Nullable Object zero(Map<?, ?> map) {
        return map instanceof StringMap ? "" : null;
    }

    /** {@code string}, {@code map}, {@code slice}, …; {@code invalid} for nothing. */
    public static String kind(@Nullable Object value) {
        if (value instanceof String) {
            return "string";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof Long) {
            return "int";
        } else if (value instanceof Int64) {
            return "int64";
        } else if (value instanceof Double) {
            return "float64";
        } else if (value instanceof List<?>) {
            return "slice";
        } else if (value instanceof Map<?, ?>) {
            return "map";
        }
        return "invalid";
    }

    /** As {@code %T} prints it. */
    public static String type(@Nullable Object value) {
        if (value instanceof StringMap) {
            return "map[string]string";
        } else if (value instanceof Map<?, ?>) {
            return "map[string]interface {}";
        } else if (value instanceof List<?>) {
            return "[]interface {}";
        }
        return value == null ? "<nil>" : kind(value);
    }

    /** Entries of a map in their order, as texts and values. */
    public static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        map.forEach((key, value) -> typed.put(String.valueOf(key), value));
        return typed;
    }

    /** The same with maps and lists of its own, which functions may change. */
    public static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = map instanceof StringMap ? new StringMap() : new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), copy(each)));
            return copy;
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(copy(each)));
            return copy;
        }
        return value;
    }
}
