package io.github.ksailbot.engine.scan.rule.resource;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0268 to C-0271, and part of C-0004 and C-0050: each container says how much of a resource it needs at least, or may use
 * at most, so that pods find nodes with room and leave room to others. Any amount passes.
 *
 * @param bound {@code requests} or {@code limits}
 * @param resource {@code cpu} or {@code memory}
 */
record ResourceIsSet(String bound, String resource) implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (PodSpec.Container container : pod.containers()) {
                if (!Json.isTruthy(container.fields(), "resources", bound, resource)) {
                    String path = container.path("resources." + bound + "." + resource);
                    alerts.add(Alert.on(
                                    pod.owner(),
                                    "Container `" + container.name() + "` sets no " + resource + " " + bound + ".")
                            .fix(path, "YOUR_VALUE"));
                }
            }
        }
        return alerts;
    }
}
