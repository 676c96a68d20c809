package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds objects that several Applications bring to the same cluster, where each takes them from the other. */
final class SharedObjects {
    private final Collection<Cluster> clusters;

    /** @param clusters that are known: one that some call by its name and others by its address is the same */
    SharedObjects(Collection<Cluster> clusters) {
        this.clusters = clusters;
    }

    List<Finding> findings(List<GraphNode> nodes) {
        Map<List<String>, Application> owners = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (GraphNode node : nodes) {
            if (Application.isOne(node.object())) {
                Application application = new Application(node.object());
                String cluster = Destination.of(application, clusters).described();
                for (Manifest object : node.manifests()) {
                    if (!object.name().isEmpty() && !Hooks.isHook(object)) {
                        Application first = owners.putIfAbsent(key(cluster, object), application);
                        if (first != null && !first.equals(application)) {
                            findings.add(shared(object, first, application));
                        }
                    }
                }
            }
        }
        return findings;
    }

    private static List<String> key(String cluster, Manifest object) {
        return List.of(cluster, object.id().group(), object.kind(), object.namespace(), object.name());
    }

    private static Finding shared(Manifest object, Application first, Application second) {
        return Finding.warning(
                        "argocd/shared-resource",
                        "`%s` and `%s` both bring this object to the same cluster, and each takes it from the other."
                                .formatted(first.name(), second.name()),
                        object.origin())
                .about(object.id(), "")
                .withFix("Leave it to one of them.");
    }
}
