package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0013: no container runs as root or in root's group. What a container says counts before what its pod says; without
 * either it may be root.
 *
 * <p>Passes with {@code runAsNonRoot: true} or a {@code runAsUser} other than 0, and with a {@code runAsGroup} other than
 * 0. An ephemeral container cannot be changed, so that there is nothing to mend.
 */
final class MayRunAsRoot implements ContainerRule {
    @Override
    public List<Container> containers(PodSpec pod) {
        return pod.runningContainers();
    }

    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        List<Fix> fixes = new ArrayList<>();
        String what = "in root's group";
        Setting nonRoot = Setting.of(container, "runAsNonRoot");
        Setting user = Setting.of(container, "runAsUser");
        if ((!nonRoot.isWritten() || Boolean.FALSE.equals(nonRoot.value)) && user.isAbsentOrZero()) {
            what = "as root";
            fixes.add(
                    user.isWritten()
                            ? new Fix(user.path, "1000")
                            : new Fix(container.path("securityContext.runAsNonRoot"), "true"));
        }
        Setting group = Setting.of(container, "runAsGroup");
        if (group.isAbsentOrZero()) {
            fixes.add(new Fix(group.path, "1000"));
        }
        if (fixes.isEmpty()) {
            return null;
        }
        Alert alert = Alert.on(container.pod().owner(), "Container `" + container.name() + "` may run " + what + ".");
        return container.isEphemeral() ? alert : alert.fix(fixes);
    }

    /**
     * A field of a security context.
     *
     * @param path where it is written, or would be
     * @param value null if neither the container nor its pod has it
     */
    private record Setting(String path, @Nullable Object value) {
        static Setting of(Container container, String field) {
            Object own = container.at("securityContext", field);
            Object pods = container.pod().at("securityContext", field);
            return own == null && pods != null
                    ? new Setting(container.pod().path("securityContext." + field), pods)
                    : new Setting(container.path("securityContext." + field), own);
        }

        boolean isWritten() {
            return value != null;
        }

        boolean isAbsentOrZero() {
            return value == null || (value instanceof Number number && number.doubleValue() == 0);
        }
    }
}
