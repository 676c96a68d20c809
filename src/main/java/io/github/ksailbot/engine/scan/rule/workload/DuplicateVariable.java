package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * C-0295: an environment variable is set once; of two the last one counts, which is easily overlooked. Every entry of a name
 * that comes again is an alert, in all lists of containers and in a ReplicationController, too.
 */
final class DuplicateVariable implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            PodSpec pod = PodSpec.ofAny(object);
            if (pod != null) {
                for (Container container : pod.containers("containers", "initContainers", "ephemeralContainers")) {
                    check(container, alerts);
                }
            }
        }
        return alerts;
    }

    private static void check(Container container, List<Alert> alerts) {
        List<Object> variables = Json.list(container.fields(), "env");
        Map<Object, Integer> uses = new HashMap<>();
        for (Object variable : variables) {
            Object name = Json.at(variable, "name");
            if (name != null) {
                uses.merge(name, 1, Integer::sum);
            }
        }
        for (int i = 0; i < variables.size(); i++) {
            Object name = Json.at(variables.get(i), "name");
            if (name != null && uses.getOrDefault(name, 0) > 1) {
                alerts.add(Alert.on(
                                container.pod().owner(),
                                "Container `" + container.name() + "` sets the variable `" + name + "` more than once.")
                        .failed(container.path("env[" + i + "].name")));
            }
        }
    }
}
