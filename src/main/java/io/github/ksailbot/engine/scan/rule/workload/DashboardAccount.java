package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0014: no workload but the dashboard runs as the dashboard's service account, which may do much.
 */
final class DashboardAccount implements LocalRule {
    private static final String DASHBOARD = "kubernetes-dashboard";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            if (!object.name().startsWith(DASHBOARD)) {
                if (DASHBOARD.equals(object.at("spec", "serviceAccountName"))) {
                    alerts.add(alert(object, "spec.serviceAccountName"));
                }
                PodSpec pod = PodSpec.of(object);
                if (pod != null && !object.isKind("Pod") && DASHBOARD.equals(pod.at("serviceAccountName"))) {
                    alerts.add(alert(object, pod.path("serviceAccountName")));
                }
            }
        }
        return alerts;
    }

    private static Alert alert(ScanObject object, String path) {
        return Alert.on(object, "This workload runs as the service account of the dashboard.")
                .failed(path)
                .delete(path);
    }
}
