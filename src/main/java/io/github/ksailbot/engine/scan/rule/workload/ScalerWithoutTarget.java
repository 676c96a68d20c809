package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.NamedObjects;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * C-0300: what a HorizontalPodAutoscaler scales is there. Kinds that Kubernetes does not have itself cannot be judged from
 * manifests, and pass.
 */
final class ScalerWithoutTarget implements Rule {
    private static final Set<String> SCALABLE =
            Set.of("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController");

    @Override
    public List<Alert> evaluate(RuleInput input) {
        NamedObjects targets = new NamedObjects(input, SCALABLE.toArray(String[]::new));
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject scaler : input.ofKind("HorizontalPodAutoscaler")) {
            String kind = Json.text(scaler.fields(), "spec", "scaleTargetRef", "kind");
            String name = Json.text(scaler.fields(), "spec", "scaleTargetRef", "name");
            if (SCALABLE.contains(kind) && !targets.has(kind, Namespaces.of(scaler), name)) {
                alerts.add(Alert.on(scaler, "There is no " + kind + " `" + name + "` to scale.")
                        .failed("spec.scaleTargetRef.name"));
            }
        }
        return alerts;
    }
}
