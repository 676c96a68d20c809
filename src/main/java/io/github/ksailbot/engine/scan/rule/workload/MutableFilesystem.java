package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0017: nothing can be written to a container's own filesystem, where an intruder would put tools. Passes with {@code
 * securityContext.readOnlyRootFilesystem: true}; the default is false. An ephemeral container cannot be changed, so that
 * there is nothing to mend.
 */
final class MutableFilesystem implements ContainerRule {
    @Override
    public List<Container> containers(PodSpec pod) {
        return pod.runningContainers();
    }

    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        if (Json.isTrue(container.fields(), "securityContext", "readOnlyRootFilesystem")) {
            return null;
        }
        Alert alert =
                Alert.on(container.pod().owner(), "Container `" + container.name() + "` can write to its filesystem.");
        return container.isEphemeral()
                ? alert
                : alert.fix(container.path("securityContext.readOnlyRootFilesystem"), "true");
    }
}
