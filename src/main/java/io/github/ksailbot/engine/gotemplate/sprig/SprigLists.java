package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists. Each function makes a new one. */
final class SprigLists {
    static final Map<String, GoFunction> ALL = all();

    private SprigLists() {}

    private static Map<String, GoFunction> all() {
        Map<String, GoFunction> all = new HashMap<>(Map.ofEntries(
                Map.entry("first", a -> end(a, true)),
                Map.entry("last", a -> end(a, false)),
                Map.entry("rest", a -> part(a, true)),
                Map.entry("initial", a -> part(a, false)),
                Map.entry("append", a -> with(a, false)),
                Map.entry("push", a -> with(a, false)),
                Map.entry("prepend", a -> with(a, true)),
                Map.entry("reverse", SprigLists::reverse),
                Map.entry("uniq", SprigLists::uniq),
                Map.entry("without", SprigLists::without),
                Map.entry("has", SprigLists::has),
                Map.entry("slice", SprigLists::slice),
                Map.entry("compact", SprigLists::compact),
                Map.entry("chunk", SprigLists::chunk)));
        for (String name : List.copyOf(all.keySet())) {
            all.put("must" + Character.toUpperCase(name.charAt(0)) + name.substring(1), all.get(name));
        }
        all.put("list", a -> new ArrayList<>(a.from(0)));
        all.put("tuple", a -> new ArrayList<>(a.from(0)));
        all.put("concat", SprigLists::concat);
        all.put("sortAlpha", SprigLists::sortAlpha);
        return Map.copyOf(all);
    }

    private static @Nullable Object end(Arguments a, boolean first) throws GoTemplateException {
        List<@Nullable Object> list = a.exactly(1).list(0);
        return list.isEmpty() ? null : list.get(first ? 0 : list.size() - 1);
    }

    private static List<@Nullable Object> part(Arguments a, boolean rest) throws GoTemplateException {
        List<@Nullable Object> list = a.exactly(1).list(0);
        return list.isEmpty()
                ? new ArrayList<>()
                : new ArrayList<>(rest ? list.subList(1, list.size()) : list.subList(0, list.size() - 1));
    }

    private static List<@Nullable Object> with(Arguments a, boolean before) throws GoTemplateException {
        List<@Nullable Object> list = new ArrayList<>(a.exactly(2).list(0));
        a.meter().claim(list.size());
        list.add(before ? 0 : list.size(), a.get(1));
        return list;
    }

    private static List<@Nullable Object> reverse(Arguments a) throws GoTemplateException {
        List<@Nullable Object> list = new ArrayList<>(a.exactly(1).list(0));
        Collections.reverse(list);
        return list;
    }

    private static List<@Nullable Object> uniq(Arguments a) throws GoTemplateException {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object item : a.exactly(1).list(0)) {
            a.meter().spend(1 + kept.size() / 10);
            if (!kept.contains(item)) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static List<@Nullable Object> without(Arguments a) throws GoTemplateException {
        List<@Nullable Object> kept = new ArrayList<>(a.atLeast(1).list(0));
        kept.removeIf(item -> a.from(1).contains(item));
        return kept;
    }

    private static boolean has(Arguments a) throws GoTemplateException {
        Object needle = a.exactly(2).get(0);
        return a.get(1) != null && a.list(1).stream().anyMatch(item -> Objects.equals(item, needle));
    }

    /** Nothing of an empty list, whatever is asked for. */
    private static @Nullable Object slice(Arguments a) throws GoTemplateException {
        List<@Nullable Object> list = a.atLeast(1).list(0);
        if (list.isEmpty()) {
            return null;
        }
        long from = a.count() > 1 ? Casts.integer(a.get(1)) : 0;
        long to = a.count() > 2 ? Casts.integer(a.get(2)) : list.size();
        if (from < 0 || from > to || to > list.size()) {
            throw new GoTemplateException("slice bounds out of range [%d:%d]".formatted(from, to));
        }
        return new ArrayList<>(list.subList((int) from, (int) to));
    }

    private static List<@Nullable Object> compact(Arguments a) throws GoTemplateException {
        List<@Nullable Object> kept = new ArrayList<>(a.exactly(1).list(0));
        kept.removeIf(item -> !GoValues.isTrue(item));
        return kept;
    }

    private static List<@Nullable Object> chunk(Arguments a) throws GoTemplateException {
        int size = a.exactly(2).integer(0);
        List<@Nullable Object> list = a.list(1);
        if (size < 1) {
            throw new GoTemplateException("runtime error: integer divide by zero");
        }
        List<@Nullable Object> chunks = new ArrayList<>();
        for (int i = 0; i < list.size(); i += size) {
            chunks.add(new ArrayList<>(list.subList(i, Math.min(list.size(), i + size))));
        }
        return chunks;
    }

    private static List<@Nullable Object> concat(Arguments a) throws GoTemplateException {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < a.count(); i++) {
            all.addAll(a.list(i));
            a.meter().claim(all.size());
        }
        return all;
    }

    private static List<@Nullable Object> sortAlpha(Arguments a) throws GoTemplateException {
        List<@Nullable Object> texts = Casts.texts(a.exactly(1).get(0), a.meter());
        texts.sort((x, y) -> String.valueOf(x).compareTo(String.valueOf(y)));
        return texts;
    }
}
