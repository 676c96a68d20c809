package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0016: no process gets more rights than the one that started it. Passes with {@code allowPrivilegeEscalation: false} at
 * the container, and everywhere when there are PodSecurityPolicies that all forbid it; the default allows it.
 */
final class PrivilegeEscalation implements Rule {
    private static final String FIELD = "allowPrivilegeEscalation";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<ScanObject> policies = input.ofKind("PodSecurityPolicy");
        boolean isForbidden = !policies.isEmpty()
                && policies.stream().allMatch(policy -> Json.isFalse(policy.fields(), "spec", FIELD));
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : isForbidden ? List.<PodSpec>of() : PodSpec.all(input.objects())) {
            for (Container container : pod.containers()) {
                if (!Json.isFalse(container.fields(), "securityContext", FIELD)) {
                    alerts.add(alert(container));
                }
            }
        }
        return alerts;
    }

    private static Alert alert(Container container) {
        return Alert.on(
                        container.pod().owner(),
                        "Processes of container `" + container.name() + "` may get more rights than they started with.")
                .fix(List.of(
                        new Fix(container.path("securityContext." + FIELD), "false"),
                        new Fix(container.path("securityContext.privileged"), "false")));
    }
}
