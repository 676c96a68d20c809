package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0037: subjects that may change the cluster's name resolution, and so lead traffic elsewhere: every config map, or the one
 * called {@code coredns}.
 */
final class CanChangeCoreDns implements Rule {
    private static final List<String> VERBS = List.of("update", "patch", "*");
    private static final List<String> GROUPS = List.of("", "*");
    private static final List<String> RESOURCES = List.of("configmaps", "*");

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject subject : input.objects()) {
            for (List<String> paths : Grants.of(subject, VERBS, GROUPS, RESOURCES, CanChangeCoreDns::reaches)) {
                alerts.add(Alert.on(
                                subject,
                                subject.kind() + " `" + subject.name() + "` can change the config map `coredns`.")
                        .failed(paths)
                        .review(paths));
            }
        }
        return alerts;
    }

    private static boolean reaches(Object rule) {
        return !Json.isTruthy(rule, "resourceNames")
                || Json.list(rule, "resourceNames").contains("coredns");
    }
}
