package io.github.ksailbot.engine.gotemplate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges maps into each other, deep, as the library mergo does.
 *
 * @see <a href="https://github.com/darccio/mergo">mergo</a>
 */
public final class MapMerge {
    private MapMerge() {}

    /**
     * Writes what a map has into another one.
     *
     * @param overwrites whether its values take the places of those that are there, even where they are empty
     */
    public static void into(
            Map<String, @Nullable Object> target, Map<String, @Nullable Object> source, boolean overwrites, Meter meter)
            throws GoTemplateException {
        into(target, source, overwrites, meter, 0);
    }

    private static void into(
            Map<String, @Nullable Object> target,
            Map<String, @Nullable Object> source,
            boolean overwrites,
            Meter meter,
            int depth)
            throws GoTemplateException {
        meter.depth(depth);
        for (Map.Entry<String, @Nullable Object> entry : source.entrySet()) {
            meter.spend(1);
            Object own = target.get(entry.getKey());
            Object other = entry.getValue();
            if (own instanceof Map<?, ?> && other instanceof Map<?, ?>) {
                Map<String, @Nullable Object> merged = typed(GoValues.copy(own));
                into(merged, typed(other), overwrites, meter, depth + 1);
                target.put(entry.getKey(), merged);
            } else if (overwrites || !GoValues.isTrue(own)) {
                target.put(entry.getKey(), other);
            }
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // maps of templates have texts as keys
    private static Map<String, @Nullable Object> typed(@Nullable Object map) {
        return (Map<String, @Nullable Object>) map;
    }
}
