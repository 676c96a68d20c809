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
 * C-0055: the kernel refuses system calls that a container does not need. Passes with a {@code seccompProfile} of the
 * container or of its pod; other fences, such as SELinux options or dropped capabilities, do not count.
 */
final class NoHardening implements ContainerRule {
    @Override
    public List<Container> containers(PodSpec pod) {
        return hasProfile(pod.fields()) ? List.of() : pod.lastingContainers();
    }

    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        return hasProfile(container.fields())
                ? null
                : Alert.on(container.pod().owner(), "Container `" + container.name() + "` has no seccomp profile.")
                        .fix(container.path("securityContext.seccompProfile"), "YOUR_VALUE");
    }

    private static boolean hasProfile(Object fields) {
        return Json.isTruthy(fields, "securityContext", "seccompProfile");
    }
}
