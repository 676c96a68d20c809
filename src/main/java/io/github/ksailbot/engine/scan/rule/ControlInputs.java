package io.github.ksailbot.engine.scan.rule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists that configure rules, such as {@code insecureCapabilities} or {@code imageRepositoryAllowList}.
 *
 * @param lists by name; a list that is not there counts as empty
 */
public record ControlInputs(Map<String, List<String>> lists) {
    public static final ControlInputs NONE = new ControlInputs(Map.of());

    /** The list with the cloud that the cluster runs in ({@code eks}, {@code aks}, {@code gke}); for every rule. */
    public static final String CLOUD_PROVIDER = "cloudProvider";

    public ControlInputs {
        Map<String, List<String>> copy = new TreeMap<>();
        lists.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        lists = java.util.Collections.unmodifiableMap(copy);
    }

    public List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** Characters of all texts in the lists. */
    public long characters() {
        long characters = 0;
        for (List<String> list : lists.values()) {
            for (String text : list) {
                characters += text.length();
            }
        }
        return characters;
    }

    /** Whether there is a list of this name, even an empty one. */
    public boolean has(String name) {
        return lists.containsKey(name);
    }

    /** These lists with some of them replaced. */
    public ControlInputs with(Map<String, List<String>> replaced) {
        Map<String, List<String>> merged = new TreeMap<>(lists);
        merged.putAll(replaced);
        return new ControlInputs(merged);
    }
}
