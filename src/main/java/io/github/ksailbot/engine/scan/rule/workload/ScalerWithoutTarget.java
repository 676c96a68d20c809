package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * C-0300: what a HorizontalPodAutoscaler scales is there. Kinds that Kubernetes does not have itself cannot be judged from
 * manifests, and pass.
 */
final class ScalerWithoutTarget implements ObjectRule {
    private static final Set<String> SCALABLE =
            Set.of("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController");

    @Override
    public @Nullable Alert judge(ScanObject object, RuleInput input) {
        if (!object.isKind("HorizontalPodAutoscaler") || !(object.at("spec") instanceof Map<?, ?>)) {
            return null;
        }
        Object target = object.at("spec", "scaleTargetRef");
        String kind = Json.text(target, "kind");
        if (!SCALABLE.contains(kind)) {
            return null;
        }
        String name = Json.text(target, "name");
        boolean isThere = input.objects().stream()
                .anyMatch(other -> other.isKind(kind) && other.name().equals(name) && Namespaces.same(object, other));
        return isThere
                ? null
                : Alert.on(object, "There is no " + kind + " `" + name + "` to scale.")
                        .failed("spec.scaleTargetRef.name");
    }
}
