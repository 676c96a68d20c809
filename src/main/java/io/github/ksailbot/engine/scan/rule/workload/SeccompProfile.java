package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * C-0210: each container runs under the runtime's own seccomp profile, which refuses rare system calls. Passes with the type {@code
 * RuntimeDefault} only; what a container says itself goes before what its pod says.
 */
final class SeccompProfile implements LocalRule {
    private static final String FIELD = "securityContext.seccompProfile.type";
    private static final String WANTED = "RuntimeDefault";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            Object ofPod = type(pod.fields());
            for (PodSpec.Container container : pod.containers()) {
                Object own = type(container.fields());
                Object effective = own == null ? ofPod : own;
                if (WANTED.equals(effective)) {
                    continue;
                }
                Alert alert = Alert.on(
                        pod.owner(),
                        "Container `" + container.name() + "` does not run under the seccomp profile RuntimeDefault.");
                if (effective == null) {
                    alerts.add(alert.fix(container.path(FIELD), WANTED));
                } else {
                    String path = own == null ? pod.path(FIELD) : container.path(FIELD);
                    alerts.add(alert.failed(path).review(path));
                }
            }
        }
        return alerts;
    }

    private static @Nullable Object type(Map<String, Object> fields) {
        return Json.at(fields, "securityContext", "seccompProfile", "type");
    }
}
