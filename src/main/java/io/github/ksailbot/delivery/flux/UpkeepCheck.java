package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.engine.environment.FluxSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what a ksail file wants of Flux itself with what the cluster has: its version, and how it verifies what it pulls.
 * That is only told: KSail changes it, and what the repository declares itself comes before the ksail file.
 */
final class UpkeepCheck {
    private final DeclaredObjects declared;

    UpkeepCheck(DeclaredObjects declared) {
        this.declared = declared;
    }

    /** A sentence for people for each that differs. */
    List<String> notes(FluxState state, FluxSettings wanted) {
        List<String> notes = new ArrayList<>();
        KubernetesObject instance = state.instance();
        if (instance != null && !isDeclared(ResourceType.FLUX_INSTANCE, instance)) {
            String live = instance.text("spec", "distribution", "version");
            if (!live.isEmpty()) {
                compare(instance, "spec.distribution.version", live, wanted.distributionVersion(), notes);
            }
        }
        SourceView root = state.source(new FluxId(FluxId.OCI_REPOSITORY, SourceView.rootRef()));
        if (root != null && !isDeclared(ResourceType.OCI_REPOSITORY, root.object())) {
            KubernetesObject source = root.object();
            compare(
                    source,
                    "spec.verify.provider",
                    source.text("spec", "verify", "provider"),
                    wanted.verifyProvider(),
                    notes);
            compare(
                    source,
                    "spec.verify.secretRef.name",
                    source.text("spec", "verify", "secretRef", "name"),
                    wanted.verifySecret(),
                    notes);
        }
        return notes;
    }

    private boolean isDeclared(ResourceType type, KubernetesObject object) {
        return declared.have(type.kind(), object.ref()) || SyncRepair.isApplied(object);
    }

    private static void compare(KubernetesObject object, String field, String live, String wanted, List<String> notes) {
        if (!wanted.isEmpty() && !live.equals(wanted)) {
            String has = live.isEmpty() ? "has no `" + field + "`" : "has `" + field + ": " + live + "`";
            notes.add(object.kind() + " " + object.ref() + " " + has + ", the ksail file says `" + wanted
                    + "`. `ksail cluster update` changes that.");
        }
    }
}
