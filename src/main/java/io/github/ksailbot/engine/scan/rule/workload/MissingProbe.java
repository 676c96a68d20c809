package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import org.jspecify.annotations.Nullable;

/**
 * C-0018, C-0056: Kubernetes is told how to see whether a container is alive, or ready for traffic. Passes with the probe,
 * whatever it asks.
 *
 * @param field {@code livenessProbe} or {@code readinessProbe}
 */
record MissingProbe(String field) implements ContainerRule {
    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        return Json.isTruthy(container.fields(), field)
                ? null
                : Alert.on(container.pod().owner(), "Container `" + container.name() + "` has no `" + field + "`.")
                        .fix(container.path(field), "YOUR_VALUE");
    }
}
