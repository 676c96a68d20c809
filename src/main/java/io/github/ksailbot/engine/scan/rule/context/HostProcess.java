package io.github.ksailbot.engine.scan.rule.context;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0211: nothing runs as a process of its Windows node, with the node's rights. Looks at the pod and at all lists of
 * containers; passes unless {@code hostProcess} is {@code true}.
 */
final class HostProcess implements LocalRule {
    private static final String FIELD = "securityContext.windowsOptions.hostProcess";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            if (isHostProcess(pod.fields())) {
                alerts.add(alert(pod, "The pod", pod.path(FIELD)));
            }
            for (PodSpec.Container container : pod.containers("containers", "initContainers", "ephemeralContainers")) {
                if (isHostProcess(container.fields())) {
                    alerts.add(alert(pod, "Container `" + container.name() + "`", container.path(FIELD)));
                }
            }
        }
        return alerts;
    }

    private static boolean isHostProcess(Object fields) {
        return Json.isTrue(fields, "securityContext", "windowsOptions", "hostProcess");
    }

    private static Alert alert(PodSpec pod, String who, String path) {
        return Alert.on(pod.owner(), who + " runs as a process of its Windows node.")
                .failed(path)
                .fix(path, "false");
    }
}
