package io.github.ksailbot.engine.scan.rule.volume;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import io.github.ksailbot.engine.scan.rule.PodSpec.Volume;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * C-0045: no container can write to a path of its node, which leads out of the container. Passes with {@code readOnly: true}
 * at the mount.
 */
final class WritableHostPath implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (Volume volume : pod.volumes()) {
                if (Json.isTruthy(volume.fields(), "hostPath")) {
                    for (Container container : pod.lastingContainers()) {
                        check(volume, container, alerts);
                    }
                }
            }
        }
        return alerts;
    }

    private static void check(Volume volume, Container container, List<Alert> alerts) {
        Map<String, Object> fields = container.fields();
        for (int i : volume.mountIndexesIn(container)) {
            if (!Json.isTrue(fields, "volumeMounts", i, "readOnly")) {
                alerts.add(Alert.on(
                                container.pod().owner(),
                                "Container `" + container.name() + "` can write to the node through volume `"
                                        + volume.name() + "`.")
                        .fix(container.path("volumeMounts[" + i + "].readOnly"), "true"));
            }
        }
    }
}
