package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import io.github.ksailbot.engine.gotemplate.MapMerge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps. {@code set}, {@code unset} and the merges change the map that they are given. */
final class SprigDicts {
    static final Map<String, GoFunction> ALL = Map.ofEntries(
            Map.entry("dict", SprigDicts::dict),
            Map.entry("get", SprigDicts::get),
            Map.entry("set", SprigDicts::set),
            Map.entry("unset", SprigDicts::unset),
            Map.entry("hasKey", a -> a.exactly(2).entries(0).containsKey(a.string(1))),
            Map.entry("pluck", SprigDicts::pluck),
            Map.entry("keys", SprigDicts::keys),
            Map.entry("values", SprigDicts::values),
            Map.entry("pick", a -> chosen(a, true)),
            Map.entry("omit", a -> chosen(a, false)),
            Map.entry("merge", a -> merge(a, false)),
            Map.entry("mustMerge", a -> merge(a, false)),
            Map.entry("mergeOverwrite", a -> merge(a, true)),
            Map.entry("mustMergeOverwrite", a -> merge(a, true)),
            Map.entry("deepCopy", SprigDicts::deepCopy),
            Map.entry("mustDeepCopy", SprigDicts::deepCopy),
            Map.entry("dig", SprigDicts::dig));

    private SprigDicts() {}

    private static Map<String, @Nullable Object> dict(Arguments a) throws GoTemplateException {
        Map<String, @Nullable Object> dict = new LinkedHashMap<>();
        for (int i = 0; i < a.count(); i += 2) {
            dict.put(a.printed(i), i + 1 < a.count() ? a.get(i + 1) : "");
        }
        return dict;
    }

    private static @Nullable Object get(Arguments a) throws GoTemplateException {
        Map<String, @Nullable Object> map = a.exactly(2).entries(0);
        return map.containsKey(a.string(1)) ? map.get(a.string(1)) : "";
    }

    private static Object set(Arguments a) throws GoTemplateException {
        a.exactly(3).map(0).put(a.string(1), a.get(2));
        return a.map(0);
    }

    private static Object unset(Arguments a) throws GoTemplateException {
        a.exactly(2).map(0).remove(a.string(1));
        return a.map(0);
    }

    private static List<@Nullable Object> pluck(Arguments a) throws GoTemplateException {
        List<@Nullable Object> values = new ArrayList<>();
        a.atLeast(1).string(0);
        for (int i = 1; i < a.count(); i++) {
            if (a.entries(i).containsKey(a.string(0))) {
                values.add(a.entries(i).get(a.string(0)));
            }
        }
        return values;
    }

    /** Go leaves their order open; here they are sorted. */
    private static List<@Nullable Object> keys(Arguments a) throws GoTemplateException {
        List<@Nullable Object> keys = new ArrayList<>();
        for (int i = 0; i < a.count(); i++) {
            keys.addAll(GoValues.keys(a.entries(i)));
        }
        return keys;
    }

    private static List<@Nullable Object> values(Arguments a) throws GoTemplateException {
        List<@Nullable Object> values = new ArrayList<>();
        for (String key : GoValues.keys(a.exactly(1).entries(0))) {
            values.add(a.map(0).get(key));
        }
        return values;
    }

    private static Map<String, @Nullable Object> chosen(Arguments a, boolean kept) throws GoTemplateException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < a.count(); i++) {
            names.add(a.string(i));
        }
        Map<String, @Nullable Object> chosen = new LinkedHashMap<>(a.atLeast(1).entries(0));
        chosen.keySet().removeIf(key -> names.contains(key) != kept);
        return chosen;
    }

    private static Object merge(Arguments a, boolean overwrites) throws GoTemplateException {
        Map<String, @Nullable Object> target = a.atLeast(1).get(0) == null ? new LinkedHashMap<>() : a.map(0);
        for (int i = 1; i < a.count(); i++) {
            MapMerge.into(target, a.entries(i), overwrites, a.meter());
        }
        return target;
    }

    private static Object deepCopy(Arguments a) throws GoTemplateException {
        Object value = GoValues.copy(a.exactly(1).get(0));
        if (value == null) {
            throw new GoTemplateException("error calling deepCopy: there is nothing to copy");
        }
        return value;
    }

    private static @Nullable Object dig(Arguments a) throws GoTemplateException {
        int last = a.atLeast(3).count() - 1;
        Object value = a.entries(last);
        for (int i = 0; i < last - 1; i++) {
            if (!(value instanceof Map<?, ?> map)) {
                throw new GoTemplateException("interface conversion: interface {} is %s, not map[string]interface {}"
                        .formatted(GoValues.type(value)));
            }
            if (!map.containsKey(a.string(i))) {
                return a.get(last - 1);
            }
            value = map.get(a.string(i));
        }
        return value;
    }
}
