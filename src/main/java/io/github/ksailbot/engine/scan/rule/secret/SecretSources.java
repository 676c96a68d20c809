package io.github.ksailbot.engine.scan.rule.secret;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import java.util.ArrayList;
import java.util.List;

/** Containers that take all keys of a secret as environment variables. */
final class SecretSources {
    private SecretSources() {}

    static List<Alert> of(PodSpec pod) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec.Container container : pod.containers("containers", "initContainers")) {
            List<Object> sources = Json.list(container.fields(), "envFrom");
            for (int i = 0; i < sources.size(); i++) {
                if (Json.isTruthy(sources.get(i), "secretRef")) {
                    String path = container.path("envFrom[" + i + "].secretRef");
                    alerts.add(Alert.on(
                                    pod.owner(),
                                    "Container `" + container.name()
                                            + "` takes a whole secret as environment variables.")
                            .failed(path)
                            .delete(path));
                }
            }
        }
        return alerts;
    }
}
