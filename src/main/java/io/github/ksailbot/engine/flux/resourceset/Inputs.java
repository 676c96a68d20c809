package io.github.ksailbot.engine.flux.resourceset;

import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        for (MappingNode reference : mappings(spec(set), "inputsFrom")) {
            if (!reference.text("name").isEmpty()) {
                named.add(new ObjectKey(PROVIDER, set.namespace(), reference.text("name")));
            }
        }
        return named;
    }

    static Inputs of(Manifest set, Surroundings surroundings) {
        List<List<Map<String, @Nullable Object>>> groups = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Map<String, @Nullable Object>> own = new ArrayList<>();
        for (MappingNode input : mappings(spec(set), "inputs")) {
            own.add(withProvider(GoData.map(input), set));
        }
        if (!own.isEmpty()) {
            groups.add(own);
            names.add(normalized(set.name()));
        }
        for (MappingNode reference : mappings(spec(set), "inputsFrom")) {
            List<Manifest> providers = providers(reference, set, surroundings);
            if (providers == null) {
                return new Inputs(
                        List.of(),
                        "its inputs come from the %s `%s`, which nothing here applies"
                                .formatted(PROVIDER, reference.text("name")));
            }
            for (Manifest provider : providers) {
                String type = spec(provider).text("type");
                if (!type.equals("Static")) {
                    return new Inputs(
                            List.of(),
                            "its inputs come from the %s `%s` of the type `%s`, which asks the outside"
                                    .formatted(PROVIDER, provider.name(), type));
                }
                MappingNode values = spec(provider).mapping("defaultValues");
                groups.add(
                        List.of(withProvider(values == null ? new LinkedHashMap<>() : GoData.map(values), provider)));
                names.add(normalized(provider.name()));
            }
        }
        MappingNode strategy = spec(set).mapping("inputStrategy");
        boolean permutes = strategy != null && strategy.text("name").equals("Permute");
        List<Map<String, @Nullable Object>> sets = permutes ? permuted(groups, names) : flat(groups);
        return sets.size() > MOST
                ? new Inputs(List.of(), "it has more than %d sets of inputs, which is the limit".formatted(MOST))
                : new Inputs(sets, "");
    }

    /** Null when the one that is named is not there. */
    private static @Nullable List<Manifest> providers(MappingNode reference, Manifest set, Surroundings surroundings) {
        String name = reference.text("name");
        if (!name.isEmpty()) {
            Manifest provider = surroundings.find(new ObjectKey(PROVIDER, set.namespace(), name));
            return provider == null ? null : List.of(provider);
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

    private static List<Map<String, @Nullable Object>> flat(List<List<Map<String, @Nullable Object>>> groups) {
        List<Map<String, @Nullable Object>> sets = new ArrayList<>();
        groups.forEach(sets::addAll);
        return sets;
    }

    /** Each of one with each of all others, every one below the name of its provider. */
    private static List<Map<String, @Nullable Object>> permuted(
            List<List<Map<String, @Nullable Object>>> groups, List<String> names) {
        List<Map<String, @Nullable Object>> sets = new ArrayList<>();
        if (!groups.isEmpty()) {
            sets.add(new LinkedHashMap<>());
        }
        for (int i = 0; i < groups.size(); i++) {
            List<Map<String, @Nullable Object>> next = new ArrayList<>();
            for (Map<String, @Nullable Object> set : sets) {
                for (Map<String, @Nullable Object> one : groups.get(i)) {
                    Map<String, @Nullable Object> both = new LinkedHashMap<>(set);
                    both.put(names.get(i), one);
                    next.add(both);
                    if (next.size() > MOST) {
                        return next;
                    }
                }
            }
            sets = next;
        }
        return sets;
    }

    /** As a name in a template: lower case, with underscores for all that a name cannot hold. */
    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    private static MappingNode spec(Manifest manifest) {
        MappingNode spec = manifest.root().mapping("spec");
        return spec == null ? MappingNode.empty(manifest.origin()) : spec;
    }

    static List<MappingNode> mappings(MappingNode mapping, String field) {
        SequenceNode items = mapping.sequence(field);
        List<MappingNode> mappings = new ArrayList<>();
        if (items != null) {
            for (Node item : items.items()) {
                if (item instanceof MappingNode one) {
                    mappings.add(one);
                }
            }
        }
        return mappings;
    }

    /** {@code matchLabels} and {@code matchExpressions}. */
    private record LabelSelector(MappingNode selector) {
        boolean matches(Manifest manifest) {
            MappingNode metadata = manifest.root().mapping("metadata");
            MappingNode labels = metadata == null ? null : metadata.mapping("labels");
            MappingNode wanted = selector.mapping("matchLabels");
            if (wanted != null) {
                for (MappingNode.Entry entry : wanted.entries()) {
                    if (!(entry.value() instanceof ScalarNode value)
                            || !value.text().equals(value(labels, entry.key().text()))) {
                        return false;
                    }
                }
            }
            for (MappingNode expression : mappings(selector, "matchExpressions")) {
                String value = value(labels, expression.text("key"));
                SequenceNode values = expression.sequence("values");
                boolean isIn = value != null
                        && values != null
                        && values.items().stream()
                                .anyMatch(item -> item instanceof ScalarNode scalar
                                        && scalar.text().equals(value));
                boolean holds =
                        switch (expression.text("operator")) {
                            case "In" -> isIn;
                            case "NotIn" -> !isIn;
                            case "Exists" -> value != null;
                            case "DoesNotExist" -> value == null;
                            default -> false;
                        };
                if (!holds) {
                    return false;
                }
            }
            return true;
        }

        private static @Nullable String value(@Nullable MappingNode labels, String key) {
            return labels == null || !labels.has(key) ? null : labels.text(key);
        }
    }
}
