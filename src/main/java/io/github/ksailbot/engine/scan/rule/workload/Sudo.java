package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0062: no container starts with sudo, which is there for getting more rights. Looks for the letters in each word of {@code
 * command}.
 */
final class Sudo implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (PodSpec.Container container : pod.containers()) {
                List<String> paths = new ArrayList<>();
                List<Object> command = Json.list(container.fields(), "command");
                for (int i = 0; i < command.size(); i++) {
                    if (command.get(i) instanceof String word && word.contains("sudo")) {
                        paths.add(container.path("command[" + i + "]"));
                    }
                }
                if (!paths.isEmpty()) {
                    alerts.add(Alert.on(pod.owner(), "Container `" + container.name() + "` starts with sudo.")
                            .failed(paths)
                            .review(paths));
                }
            }
        }
        return alerts;
    }
}
