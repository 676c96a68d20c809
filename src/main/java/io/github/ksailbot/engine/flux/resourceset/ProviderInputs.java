package io.github.ksailbot.engine.flux.resourceset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;

/**
 * What one provider gives, and how sets of several come together.
 *
 * @param key the provider's name as templates write it
 * @param sets of values, in their order
 */
record ProviderInputs(String key, List<Map<String, @Nullable Object>> sets) {
    static final String ID = "id";

    static ProviderInputs of(String name, List<Map<String, @Nullable Object>> sets) {
        return new ProviderInputs(normalized(name), sets);
    }

    /** Lower case; signs and spaces become one underscore between words, and what else no name can hold goes. */
    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}\\s]+", "_")
                .replaceAll("[^a-z0-9_]", "")
                .replaceAll("_+", "_")
                .replaceAll("^_|_$", "");
    }

    /** Those of all, one after the other. */
    static List<Map<String, @Nullable Object>> flat(List<ProviderInputs> all) {
        List<Map<String, @Nullable Object>> sets = new ArrayList<>();
        all.forEach(one -> sets.addAll(one.sets()));
        return sets;
    }

    /**
     * Each set of one with each of all others, every one below the key of its provider, with an id for the places that they
     * have with their providers.
     *
     * @param includesEmpty whether a provider without sets leaves nothing to combine; else it is passed over
     * @param most when there are more, it ends with one more
     */
    static List<Map<String, @Nullable Object>> permuted(List<ProviderInputs> all, boolean includesEmpty, int most) {
        List<ProviderInputs> counted = includesEmpty
                ? all
                : all.stream().filter(one -> !one.sets().isEmpty()).toList();
        List<Map<String, @Nullable Object>> sets = new ArrayList<>();
        if (!counted.isEmpty()) {
            combine(counted, 0, new LinkedHashMap<>(), "", most, sets);
        }
        return sets;
    }

    private static void combine(
            List<ProviderInputs> all,
            int at,
            Map<String, @Nullable Object> chosen,
            String places,
            int most,
            List<Map<String, @Nullable Object>> sets) {
        if (at == all.size()) {
            Map<String, @Nullable Object> set = new LinkedHashMap<>(chosen);
            set.put(ID, id(places));
            sets.add(set);
            return;
        }
        ProviderInputs one = all.get(at);
        for (int i = 0; i < one.sets().size() && sets.size() <= most; i++) {
            Map<String, @Nullable Object> more = new LinkedHashMap<>(chosen);
            more.put(one.key(), one.sets().get(i));
            combine(all, at + 1, more, places + (at == 0 ? "" : "/") + one.key() + "=" + i, most, sets);
        }
    }

    private static String id(String places) {
        Adler32 sum = new Adler32();
        sum.update(places.getBytes(StandardCharsets.UTF_8));
        return Long.toString(sum.getValue());
    }
}
