package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LabelSelector;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * C-0299: a network policy protects some workload of its namespace; a mistyped label protects nothing. A policy that selects
 * everything passes. Looks at ReplicationControllers, too.
 */
final class DanglingPolicy implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        Map<Object, List<Map<String, Object>>> labels = new HashMap<>();
        for (ScanObject object : input.objects()) {
            if (Labels.metadata(object) instanceof Map<?, ?> metadata) {
                labels.computeIfAbsent(Namespaces.of(object), namespace -> new ArrayList<>())
                        .add(Json.map(metadata, "labels"));
            }
        }
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject policy : input.ofKind("NetworkPolicy")) {
            LabelSelector selector = LabelSelector.of(policy.at("spec", "podSelector"));
            if (selector.isSelective()
                    && labels.getOrDefault(Namespaces.of(policy), List.of()).stream()
                            .noneMatch(selector::matches)) {
                alerts.add(Alert.on(policy, "The policy selects no workload of its namespace.")
                        .failed("spec.podSelector"));
            }
        }
        return alerts;
    }
}
