package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Each service with a selector has a workload of its namespace that it selects. */
final class ServiceWithoutWorkload implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject service : input.ofKind("Service")) {
            Map<String, Object> selector = Json.map(service.fields(), "spec", "selector");
            boolean isExternal = "ExternalName".equals(service.at("spec", "type"));
            if (!isExternal
                    && !selector.isEmpty()
                    && input.objects().stream().noneMatch(object -> selects(service, selector, object))) {
                alerts.add(Alert.on(service, "The selector of this service matches no workload of its namespace.")
                        .failed("spec.selector"));
            }
        }
        return alerts;
    }

    private static boolean selects(ScanObject service, Map<String, Object> selector, ScanObject object) {
        if (Labels.metadata(object) == null || !namespace(service).equals(namespace(object))) {
            return false;
        }
        Object labels = Labels.of(object);
        return selector.entrySet().stream().allMatch(entry -> entry.getValue().equals(Json.at(labels, entry.getKey())));
    }

    private static Object namespace(ScanObject object) {
        Object namespace = object.at("metadata", "namespace");
        return namespace == null ? "default" : namespace;
    }
}
