package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0044: no container takes a port of its node, which ties the pod to nodes and passes by network policies. Passes
 * without {@code hostPort}.
 */
final class HostPort implements ContainerRule {
    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        List<String> paths = new ArrayList<>();
        List<Object> ports = Json.list(container.fields(), "ports");
        for (int i = 0; i < ports.size(); i++) {
            if (Json.isTruthy(ports.get(i), "hostPort")) {
                paths.add(container.path("ports[" + i + "].hostPort"));
            }
        }
        return paths.isEmpty()
                ? null
                : Alert.on(container.pod().owner(), "Container `" + container.name() + "` takes a port of its node.")
                        .failed(paths)
                        .delete(paths);
    }
}
