package io.github.ksailbot.engine.scan.rule.secret;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0207: no environment variable comes from a secret: it would be seen in the process list and in dumps. A mounted file passes.
 */
final class SecretsInEnvironment implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (PodSpec.Container container : pod.containers("containers", "initContainers")) {
                List<Object> variables = Json.list(container.fields(), "env");
                for (int i = 0; i < variables.size(); i++) {
                    if (Json.isTruthy(variables.get(i), "valueFrom", "secretKeyRef")) {
                        String path = container.path("env[" + i + "].name");
                        alerts.add(Alert.on(
                                        pod.owner(),
                                        "The variable `" + Json.text(variables.get(i), "name")
                                                + "` comes from a secret.")
                                .failed(path)
                                .delete(path));
                    }
                }
            }
            alerts.addAll(SecretSources.of(pod));
        }
        return alerts;
    }
}
