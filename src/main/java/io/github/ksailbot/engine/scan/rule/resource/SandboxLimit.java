package io.github.ksailbot.engine.scan.rule.resource;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.Quantities;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0303: containers of a sandbox for agents have a limit, and not above the largest that is allowed; nobody knows what will
 * run in them.
 *
 * @param resource {@code cpu} or {@code memory}
 * @param maximum name of the list with what is allowed
 */
record SandboxLimit(String resource, String maximum) implements LocalRule {
    private static final String CONTAINERS = "spec.podTemplate.spec.containers";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject template : input.ofKind("SandboxTemplate")) {
            List<Object> containers = Json.list(template.fields(), "spec", "podTemplate", "spec", "containers");
            for (int i = 0; i < containers.size(); i++) {
                String path = CONTAINERS + "[" + i + "].resources.limits." + resource;
                Object limit = Json.at(containers.get(i), "resources", "limits", resource);
                String name = Json.text(containers.get(i), "name");
                if (limit == null || Boolean.FALSE.equals(limit)) {
                    alerts.add(Alert.on(template, "Container `" + name + "` has no " + resource + " limit.")
                            .fix(path, "YOUR_VALUE"));
                } else {
                    for (String allowed : input.inputs().list(maximum)) {
                        if (isMore(limit, allowed)) {
                            alerts.add(Alert.on(
                                            template,
                                            "Container `" + name + "` may use more " + resource + " than " + allowed
                                                    + ".")
                                    .failed(path)
                                    .review(path));
                        }
                    }
                }
            }
        }
        return alerts;
    }

    private static boolean isMore(Object limit, String allowed) {
        BigDecimal amount = Quantities.parse(limit);
        BigDecimal most = Quantities.parse(allowed);
        return amount != null && most != null && amount.compareTo(most) > 0;
    }
}
