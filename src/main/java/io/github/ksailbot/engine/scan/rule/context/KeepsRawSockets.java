package io.github.ksailbot.engine.scan.rule.context;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0211: no container can write packets in the name of others. Passes when it drops the capability {@code NET_RAW}, or all
 * of them without adding this one again.
 */
final class KeepsRawSockets implements ContainerRule {
    private static final String CAPABILITY = "NET_RAW";
    private static final String PATH = "securityContext.capabilities.";

    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        List<Object> dropped = Json.list(container.fields(), "securityContext", "capabilities", "drop");
        boolean dropsAll = dropped.contains("ALL") || dropped.contains("all");
        Alert alert = Alert.on(
                container.pod().owner(),
                "Container `" + container.name() + "` keeps the capability `" + CAPABILITY + "`.");
        if (!dropsAll && !dropped.contains(CAPABILITY)) {
            return alert.fix(container.path(PATH + "drop[" + dropped.size() + "]"), CAPABILITY);
        }
        List<Object> added = Json.list(container.fields(), "securityContext", "capabilities", "add");
        if (dropsAll && added.contains(CAPABILITY)) {
            String path = container.path(PATH + "add");
            return alert.failed(path).delete(path);
        }
        return null;
    }
}
