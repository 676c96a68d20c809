package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.argocd.ApplicationView.Managed;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what progressive deliveries do while an Application waits for them. */
final class Rollouts {
    private final ClusterApi api;
    private final Map<ObjectRef, Known> known = new HashMap<>();

    /** @param version of the Application; its health changes with that of its rollouts */
    private record Known(String version, List<RolloutView> rollouts) {}

    Rollouts(ClusterApi api) {
        this.api = api;
    }

    Readiness explain(ApplicationView app, String version, Readiness readiness) {
        boolean unsettled = readiness.phase() == Phase.PROGRESSING
                && (app.health().equals("Progressing") || app.health().equals("Suspended"))
                && readiness.reason().startsWith("Synced/");
        if (!unsettled) {
            return readiness;
        }
        List<RolloutView> rollouts = rollouts(app, version);
        if (rollouts.isEmpty()) {
            return readiness;
        }
        String text = String.join("; ", rollouts.stream().map(RolloutView::text).toList());
        boolean person = app.health().equals("Suspended") && rollouts.stream().anyMatch(RolloutView::needsPromotion);
        return person
                ? Readiness.left(Phase.SUSPENDED, "Paused", text + "; it waits to be promoted")
                : Readiness.waiting(readiness.reason(), text);
    }

    private List<RolloutView> rollouts(ApplicationView app, String version) {
        Known before = known.get(app.ref());
        if (before != null && before.version().equals(version)) {
            return before.rollouts();
        }
        List<RolloutView> rollouts = new ArrayList<>();
        for (Managed resource : app.resources()) {
            if (resource.kind().equals(ArgoCdNames.ROLLOUT)
                    && !resource.health().equals("Healthy")) {
                add(resource.ref(), rollouts);
            }
        }
        known.put(app.ref(), new Known(version, rollouts));
        return rollouts;
    }

    private void add(ObjectRef ref, List<RolloutView> rollouts) {
        try {
            KubernetesObject object = api.get(ArgoCdNames.ROLLOUTS, ref.namespace(), ref.name());
            if (object != null) {
                rollouts.add(RolloutView.of(object));
            }
        } catch (ApiException e) {
            // Only the words are missing then: the Application says itself that it is not healthy.
            rollouts.add(new RolloutView(ref.toString(), "Progressing", "", 0, 0, false));
        }
    }
}
