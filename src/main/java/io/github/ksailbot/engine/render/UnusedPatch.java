package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.Set;

/**
 * Tells a strategic merge patch that no kustomization uses from a manifest: as a manifest it would be incomplete, and
 * to say which fields are missing is beside the point.
 */
final class UnusedPatch {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");
    private static final String DIRECTIVE = "$patch";

    private UnusedPatch() {}

    /**
     * A patch says that it is one, or is a workload that names neither the pods that it selects nor its pods' labels: who
     * writes a workload and forgets one of them has the other.
     */
    static boolean is(Manifest manifest) {
        MappingNode root = manifest.root();
        MappingNode spec = root.mapping("spec");
        if (!root.text(DIRECTIVE).isEmpty()
                || (spec != null && !spec.text(DIRECTIVE).isEmpty())) {
            return true;
        }
        if (!WORKLOADS.contains(manifest.kind()) || spec == null || spec.get("selector") != null) {
            return false;
        }
        MappingNode template = spec.mapping("template");
        return template == null || template.get("metadata") == null;
    }

    static Finding finding(Manifest manifest) {
        return Finding.warning(
                        "source/unused-patch",
                        "This looks like a patch of `" + manifest.kind() + "/" + manifest.name()
                                + "`, and no kustomization uses it: it changes nothing. Only what it holds was checked.",
                        manifest.origin())
                .about(manifest.id(), "")
                .withFix("Name it under `patches` of a kustomization, complete it, or remove it.");
    }
}
