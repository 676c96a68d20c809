package io.github.ksailbot.engine.scan.rule.admission;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0192: somebody decides which pods a namespace lets in. Passes with a label {@code pod-security.kubernetes.io/enforce…},
 * and everywhere when an admission webhook has a rule whose scope is not only the cluster.
 */
final class AdmissionEnforced implements Rule {
    private static final String LABEL = "pod-security.kubernetes.io/enforce";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        if (hasWebhook(input)) {
            return alerts;
        }
        for (ScanObject namespace : input.ofKind("Namespace")) {
            boolean isEnforced = Json.map(namespace.fields(), "metadata", "labels").keySet().stream()
                    .anyMatch(label -> label.startsWith(LABEL));
            if (!isEnforced) {
                alerts.add(Alert.on(namespace, "Nobody decides which pods this namespace lets in.")
                        .fix("metadata.labels[" + LABEL + "]", "YOUR_VALUE"));
            }
        }
        return alerts;
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.ofKind("Namespace");
    }

    private static boolean hasWebhook(RuleInput input) {
        return input.ofKind("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration").stream()
                .flatMap(configuration -> Json.list(configuration.fields(), "webhooks").stream())
                .flatMap(webhook -> Json.list(webhook, "rules").stream())
                .map(rule -> Json.at(rule, "scope"))
                .anyMatch(scope -> scope != null && !scope.equals("Cluster"));
    }
}
