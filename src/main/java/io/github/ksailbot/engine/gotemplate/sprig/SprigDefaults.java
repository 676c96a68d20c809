package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Defaults and types. */
final class SprigDefaults {
    static final Map<String, GoFunction> ALL = Map.ofEntries(
            Map.entry("default", SprigDefaults::defaultValue),
            Map.entry("empty", a -> !GoValues.isTrue(a.exactly(1).get(0))),
            Map.entry("coalesce", SprigDefaults::coalesce),
            Map.entry("all", a -> a.from(0).stream().allMatch(GoValues::isTrue)),
            Map.entry("any", a -> a.from(0).stream().anyMatch(GoValues::isTrue)),
            Map.entry("ternary", a -> a.exactly(3).truth(2) ? a.get(0) : a.get(1)),
            Map.entry("typeOf", a -> GoValues.type(a.exactly(1).get(0))),
            Map.entry("typeIs", SprigDefaults::typeIs),
            Map.entry("typeIsLike", SprigDefaults::typeIs),
            Map.entry("kindOf", a -> GoValues.kind(a.exactly(1).get(0))),
            Map.entry("kindIs", a -> GoValues.kind(a.exactly(2).get(1)).equals(a.string(0))),
            Map.entry("deepEqual", a -> Objects.equals(a.exactly(2).get(0), a.get(1))));

    private SprigDefaults() {}

    private static @Nullable Object defaultValue(Arguments a) throws GoTemplateException {
        return a.atLeast(1).count() > 1 && GoValues.isTrue(a.get(1)) ? a.get(1) : a.get(0);
    }

    private static @Nullable Object coalesce(Arguments a) {
        for (Object value : a.from(0)) {
            if (GoValues.isTrue(value)) {
                return value;
            }
        }
        return null;
    }

    private static boolean typeIs(Arguments a) throws GoTemplateException {
        return GoValues.type(a.exactly(2).get(1)).equals(a.string(0));
    }
}
