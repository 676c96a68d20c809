package io.github.ksailbot.engine.flux.resourceset;

import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.LabelSelector;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sets of values that a ResourceSet is rendered for: its own, and those of providers that have theirs in the repository.
 *
 * @param sets in their order; empty when there are none at all, so that the templates are rendered once
 * @param outside why they cannot all be known; empty when they are
 */
record Inputs(List<Map<String, @Nullable Object>> sets, String outside) {
    static final String PROVIDER = "ResourceSetInputProvider";

    private static final int MOST = 10_000;

    Inputs {
        sets = List.copyOf(sets);
    }

    /** The providers that a ResourceSet names one by one. */
    static List<ObjectKey> named(Manifest set) {
        List<ObjectKey> named = new ArrayList<>();
        for (MappingNode reference : set.spec().mappings("inputsFrom")) {
            if (!reference.text("name").isEmpty()) {
                named.add(new ObjectKey(PROVIDER, set.namespace(), reference.text("name")));
            }
        }
        return named;
    }

    static Inputs of(Manifest set, Surroundings surroundings) {
        List<ProviderInputs> all = new ArrayList<>();
        List<Map<String, @Nullable Object>> own = new ArrayList<>();
        for (MappingNode input : set.spec().mappings("inputs")) {
            own.add(withProvider(GoData.integers(GoData.map(input)), set));
        }
        all.add(ProviderInputs.of(set.name(), own));
        // by their names, whatever the order in which they are named, and each once
        SortedMap<String, Manifest> providers = new TreeMap<>();
        for (MappingNode reference : set.spec().mappings("inputsFrom")) {
            List<Manifest> found = providers(reference, set, surroundings);
            if (found.isEmpty()) {
                return new Inputs(
                        List.of(),
                        reference.text("name").isEmpty()
                                ? "its inputs come from providers with labels that nothing here has"
                                : "its inputs come from the %s `%s`, which nothing here applies"
                                        .formatted(PROVIDER, reference.text("name")));
            }
            found.forEach(provider -> providers.put(provider.name(), provider));
        }
        for (Manifest provider : providers.values()) {
            String type = provider.spec().text("type");
            if (!type.equals("Static")) {
                return new Inputs(
                        List.of(),
                        "its inputs come from the %s `%s` of the type `%s`, which asks the outside"
                                .formatted(PROVIDER, provider.name(), type));
            }
            MappingNode values = provider.spec().mapping("defaultValues");
            Map<String, @Nullable Object> input =
                    values == null ? new LinkedHashMap<>() : GoData.integers(GoData.map(values));
            // the operator puts one of its own there, made of what the cluster calls the provider
            input.remove(ProviderInputs.ID);
            all.add(ProviderInputs.of(provider.name(), List.of(withProvider(input, provider))));
        }
        MappingNode strategy = set.spec().mapping("inputStrategy");
        List<Map<String, @Nullable Object>> sets =
                strategy != null && strategy.text("name").equals("Permute")
                        ? ProviderInputs.permuted(
                                all, strategy.text("includeEmptyProviders").equals("true"), MOST)
                        : ProviderInputs.flat(all);
        return sets.size() > MOST
                ? new Inputs(List.of(), "it has more than %d sets of inputs, which is the limit".formatted(MOST))
                : new Inputs(sets, "");
    }

    private static List<Manifest> providers(MappingNode reference, Manifest set, Surroundings surroundings) {
        String name = reference.text("name");
        if (!name.isEmpty()) {
            Manifest provider = surroundings.find(new ObjectKey(PROVIDER, set.namespace(), name));
            return provider == null ? List.of() : List.of(provider);
        }
        MappingNode selector = reference.mapping("selector");
        return surroundings.all(PROVIDER).stream()
                .filter(provider -> provider.namespace().equals(set.namespace()))
                .filter(provider -> selector != null && new LabelSelector(selector).matches(provider))
                .toList();
    }

    private static Map<String, @Nullable Object> withProvider(Map<String, @Nullable Object> values, Manifest provider) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("apiVersion", provider.apiVersion());
        about.put("kind", provider.kind());
        about.put("name", provider.name());
        about.put("namespace", provider.namespace());
        all.put("provider", about);
        return all;
    }
}
