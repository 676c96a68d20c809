package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code dependsOn} between Kustomizations: one that waits for what never comes is never applied. */
final class Dependencies {
    private final List<FluxKustomization> nodes;
    private final Map<String, List<String>> waitsFor = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    Dependencies(List<FluxKustomization> nodes) {
        this.nodes = nodes;
    }

    List<Finding> findings() {
        Set<String> known = new HashSet<>();
        nodes.forEach(node -> known.add(key(node)));
        for (FluxKustomization node : nodes) {
            List<String> dependencies = new ArrayList<>();
            for (MappingNode reference : references(node)) {
                String key = ObjectKey.of(reference, "Kustomization", node.namespace())
                                .namespace()
                        + "/" + reference.text("name");
                dependencies.add(key);
                if (!known.contains(key)) {
                    findings.add(missing(node, reference, key));
                }
            }
            waitsFor.put(key(node), dependencies);
        }
        for (FluxKustomization node : nodes) {
            for (MappingNode reference : references(node)) {
                cycle(node, reference);
            }
        }
        return findings;
    }

    private static String key(FluxKustomization node) {
        return ObjectKey.of(node.manifest()).path();
    }

    private static List<MappingNode> references(FluxKustomization node) {
        return node.spec().mappings("dependsOn").stream()
                .filter(reference -> !reference.text("name").isEmpty())
                .toList();
    }

    private static Finding missing(FluxKustomization node, MappingNode reference, String key) {
        return Finding.warning(
                        "flux/depends-on",
                        "`%s` waits for the Kustomization `%s`, which nothing here applies."
                                .formatted(node.name(), key),
                        reference.origin())
                .about(node.manifest().id(), "spec.dependsOn")
                .withFix("Correct the name or the namespace; Flux applies this one only when that one is ready.");
    }

    /** Says of an entry that it leads back to who has it. */
    private void cycle(FluxKustomization node, MappingNode reference) {
        String start =
                ObjectKey.of(reference, "Kustomization", node.namespace()).namespace() + "/" + reference.text("name");
        List<String> queue = new ArrayList<>(List.of(start));
        Set<String> seen = new HashSet<>(queue);
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).equals(key(node))) {
                findings.add(Finding.error(
                                "flux/depends-on",
                                "`%s` waits for `%s`, which waits for `%s` in the end: neither is ever applied."
                                        .formatted(node.name(), start, key(node)),
                                reference.origin())
                        .about(node.manifest().id(), "spec.dependsOn")
                        .withFix("Take one of them out of the circle."));
                return;
            }
            for (String next : waitsFor.getOrDefault(queue.get(i), List.of())) {
                if (seen.add(next)) {
                    queue.add(next);
                }
            }
        }
    }
}
