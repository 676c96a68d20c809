package io.github.ksailbot.engine.scan.rule.resource;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** C-0009: no container can starve the others of its node. Passes with limits for CPU and memory, whatever they are. */
final class NoLimits implements ContainerRule {
    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        List<Fix> fixes = Stream.of("cpu", "memory")
                .filter(resource -> !Json.isTruthy(container.fields(), "resources", "limits", resource))
                .map(resource -> new Fix(container.path("resources.limits." + resource), "YOUR_VALUE"))
                .toList();
        return fixes.isEmpty()
                ? null
                : Alert.on(container.pod().owner(), "Container `" + container.name() + "` may use all of its node.")
                        .fix(fixes);
    }
}
