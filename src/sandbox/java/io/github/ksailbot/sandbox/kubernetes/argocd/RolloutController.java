package io.github.ksailbot.sandbox.kubernetes.argocd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.controller.Next;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectController;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;

/** Argo Rollouts: Progressing, and then Healthy; Paused or Degraded when the script says that it fails so. */
final class RolloutController extends ObjectController {

    RolloutController(Resources resources, Script script) {
        super(resources, script, "rollouts-controller", "argoproj.io", "Rollout");
    }

    @Override
    protected Next reconcile(Key key, Kind kind, ObjectNode object) {
        Behaviour behaviour = behaviour(key);
        if (behaviour instanceof Behaviour.Ignored) {
            return Next.idle();
        }
        status(key, status -> status.fields()
                .put("phase", "Progressing")
                .put("message", "more replicas need to be updated")
                .put("currentStepIndex", 0)
                .put("observedGeneration", Long.toString(status.generation())));
        return Next.in(behaviour.takes(), () -> {
            status(key, status -> {
                if (behaviour instanceof Behaviour.Fails fails) {
                    status.fields().put("phase", fails.reason()).put("message", fails.message());
                } else {
                    status.fields().put("phase", "Healthy").remove("message");
                }
            });
            return Next.idle();
        });
    }
}
