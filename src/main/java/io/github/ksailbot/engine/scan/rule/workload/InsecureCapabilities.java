package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0046: no container adds a capability that helps to leave it. The capabilities are the control input {@code
 * insecureCapabilities}, compared letter by letter.
 */
final class InsecureCapabilities implements ContainerRule {
    @Override
    public List<Container> containers(PodSpec pod) {
        return pod.runningContainers();
    }

    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        List<String> insecure = inputs.list("insecureCapabilities");
        List<String> paths = new ArrayList<>();
        List<Object> added = Json.list(container.fields(), "securityContext", "capabilities", "add");
        for (int i = 0; i < added.size(); i++) {
            if (added.get(i) instanceof String capability && insecure.contains(capability)) {
                paths.add(container.path("securityContext.capabilities.add[" + i + "]"));
            }
        }
        if (paths.isEmpty()) {
            return null;
        }
        Alert alert = Alert.on(
                        container.pod().owner(), "Container `" + container.name() + "` adds dangerous capabilities.")
                .failed(paths);
        return container.isEphemeral() ? alert : alert.delete(paths);
    }
}
