package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.NamedObjects;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0298: the services that an Ingress leads to are there; a name that is free may be taken by somebody else. Looks at the
 * backends of all paths and at the default one; backends that are not services pass.
 */
final class DanglingIngress implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        NamedObjects services = new NamedObjects(input, "Service");
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject ingress : input.ofKind("Ingress")) {
            List<Object> rules = Json.list(ingress.fields(), "spec", "rules");
            for (int i = 0; i < rules.size(); i++) {
                List<Object> paths = Json.list(rules.get(i), "http", "paths");
                for (int j = 0; j < paths.size(); j++) {
                    String backend = "spec.rules[" + i + "].http.paths[" + j + "].backend";
                    check(ingress, Json.at(paths.get(j), "backend"), backend, services, alerts);
                }
            }
            check(ingress, ingress.at("spec", "defaultBackend"), "spec.defaultBackend", services, alerts);
        }
        return alerts;
    }

    private static void check(
            ScanObject ingress, @Nullable Object backend, String path, NamedObjects services, List<Alert> alerts) {
        Object name = Json.at(backend, "service", "name");
        if (name != null && !services.has("Service", Namespaces.of(ingress), name)) {
            alerts.add(Alert.on(ingress, "There is no service `" + name + "` in the namespace.")
                    .failed(path + ".service.name"));
        }
    }
}
