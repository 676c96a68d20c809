package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0057: no container is privileged, nor has the capability {@code SYS_ADMIN}, which comes to the same: it may do on its node what
 * root may. Looks at all lists of containers.
 */
final class Privileged implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (PodSpec.Container container : pod.containers("containers", "initContainers", "ephemeralContainers")) {
                List<String> paths = paths(container);
                if (!paths.isEmpty()) {
                    alerts.add(Alert.on(pod.owner(), "Container `" + container.name() + "` is privileged.")
                            .failed(paths)
                            .delete(paths));
                }
            }
        }
        return alerts;
    }

    private static List<String> paths(PodSpec.Container container) {
        List<String> paths = new ArrayList<>();
        List<Object> added = Json.list(container.fields(), "securityContext", "capabilities", "add");
        for (int i = 0; i < added.size(); i++) {
            if ("SYS_ADMIN".equals(added.get(i))) {
                paths.add(container.path("securityContext.capabilities.add[" + i + "]"));
            }
        }
        if (Json.isTrue(container.fields(), "securityContext", "privileged")) {
            paths.add(container.path("securityContext.privileged"));
        }
        return paths;
    }
}
