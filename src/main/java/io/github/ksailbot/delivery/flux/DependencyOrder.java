package io.github.ksailbot.delivery.flux;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Puts what others depend on before them. */
final class DependencyOrder {
    private DependencyOrder() {}

    /**
     * Sorts.
     *
     * @param dependencies of an item; those that are not among the items play no part
     * @return roots first, otherwise in the order of the input; members of cycles at the end
     */
    static <T, K> List<T> sort(List<T> items, Function<T, K> id, Function<T, List<K>> dependencies) {
        Map<K, T> byId = new LinkedHashMap<>();
        items.forEach(item -> byId.put(id.apply(item), item));
        Map<K, Integer> open = new HashMap<>();
        Map<K, List<K>> dependents = new HashMap<>();
        ArrayDeque<K> free = new ArrayDeque<>();
        byId.forEach((key, item) -> {
            Set<K> known = new HashSet<>(dependencies.apply(item));
            known.retainAll(byId.keySet());
            known.forEach(dependency -> dependents
                    .computeIfAbsent(dependency, none -> new ArrayList<>())
                    .add(key));
            open.put(key, known.size());
            if (known.isEmpty()) {
                free.add(key);
            }
        });
        Map<K, T> sorted = new LinkedHashMap<>();
        while (!free.isEmpty()) {
            K next = free.remove();
            sorted.put(next, byId.get(next));
            for (K dependent : dependents.getOrDefault(next, List.of())) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    free.add(dependent);
                }
            }
        }
        byId.forEach(sorted::putIfAbsent);
        return List.copyOf(sorted.values());
    }
}
