package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects by kind, namespace and name, for rules that follow references. */
public final class NamedObjects {
    private record Key(String kind, Object namespace, String name) {}

    private final Map<Key, List<ScanObject>> objects = new HashMap<>();

    /** Those of some kinds. */
    public NamedObjects(RuleInput input, String... kinds) {
        for (ScanObject object : input.objects()) {
            if (object.isKind(kinds)) {
                objects.computeIfAbsent(
                                new Key(object.kind(), Namespaces.of(object), object.name()), key -> new ArrayList<>())
                        .add(object);
            }
        }
    }

    /**
     * Objects of a name, mostly one.
     *
     * @param namespace as {@link Namespaces#of} says it
     * @param name a string; of anything else there are none
     */
    public List<ScanObject> get(String kind, Object namespace, @Nullable Object name) {
        return name instanceof String text
                ? objects.getOrDefault(new Key(kind, namespace, text), List.of())
                : List.of();
    }

    public boolean has(String kind, Object namespace, @Nullable Object name) {
        return !get(kind, namespace, name).isEmpty();
    }
}
