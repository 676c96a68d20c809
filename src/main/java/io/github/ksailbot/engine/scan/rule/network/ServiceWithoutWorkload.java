package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * C-0293: each service with a selector has a workload of its namespace that it selects; a mistyped label leads nowhere.
 * {@code ExternalName} and services without a selector pass.
 */
final class ServiceWithoutWorkload implements Rule {
    /** A label that some pods of a namespace have. */
    private record Label(Object namespace, String key, Object value) {}

    @Override
    public List<Alert> evaluate(RuleInput input) {
        Map<Label, List<Map<String, Object>>> labels = labels(input);
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject service : input.ofKind("Service")) {
            Map<String, Object> selector = Json.map(service.fields(), "spec", "selector");
            boolean isExternal = "ExternalName".equals(service.at("spec", "type"));
            if (!isExternal && !selector.isEmpty() && !selectsAny(Namespaces.of(service), selector, labels)) {
                alerts.add(Alert.on(service, "The selector of this service matches no workload of its namespace.")
                        .failed("spec.selector"));
            }
        }
        return alerts;
    }

    /** Labels of the pods of each workload, to be found by each of them. */
    private static Map<Label, List<Map<String, Object>>> labels(RuleInput input) {
        Map<Label, List<Map<String, Object>>> found = new HashMap<>();
        for (ScanObject object : input.objects()) {
            Map<String, Object> labels = Json.map(Labels.of(object));
            labels.forEach((key, value) -> found.computeIfAbsent(
                            new Label(Namespaces.of(object), key, value), label -> new ArrayList<>())
                    .add(labels));
        }
        return found;
    }

    private static boolean selectsAny(
            Object namespace, Map<String, Object> selector, Map<Label, List<Map<String, Object>>> labels) {
        Map.Entry<String, Object> first = selector.entrySet().iterator().next();
        return labels.getOrDefault(new Label(namespace, first.getKey(), first.getValue()), List.of()).stream()
                .anyMatch(candidate -> candidate.entrySet().containsAll(selector.entrySet()));
    }
}
