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

/**
 * C-0302: the services that a route of the Gateway API leads to are there. A backend is a service of the route's namespace
 * unless it says otherwise; backends of other kinds or groups pass.
 */
final class DanglingRoute implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        NamedObjects services = new NamedObjects(input, "Service");
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject route : input.ofKind("HTTPRoute", "TCPRoute", "UDPRoute")) {
            List<Object> rules = Json.list(route.fields(), "spec", "rules");
            for (int i = 0; i < rules.size(); i++) {
                List<Object> backends = Json.list(rules.get(i), "backendRefs");
                for (int j = 0; j < backends.size(); j++) {
                    if (isMissing(backends.get(j), route, services)) {
                        alerts.add(Alert.on(route, "There is no service `" + Json.at(backends.get(j), "name") + "`.")
                                .failed("spec.rules[" + i + "].backendRefs[" + j + "].name"));
                    }
                }
            }
        }
        return alerts;
    }

    private static boolean isMissing(Object backend, ScanObject route, NamedObjects services) {
        Object name = Json.at(backend, "name");
        Object kind = Json.at(backend, "kind");
        Object group = Json.at(backend, "group");
        Object namespace = Json.at(backend, "namespace");
        return name != null
                && (kind == null || kind.equals("Service"))
                && (group == null || group.equals(""))
                && !services.has("Service", namespace == null ? Namespaces.of(route) : namespace, name);
    }
}
