package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0261: no workload mounts the token of a service account that some binding gives rights to, or that a binding to all accounts
 * does. Passes with {@code automountServiceAccountToken: false} at the pod.
 */
final class TokenOfBoundAccount implements Rule {
    private static final String FIELD = "automountServiceAccountToken";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<ScanObject> bindings = input.objects().stream()
                .filter(object -> object.kind().endsWith("Binding"))
                .toList();
        List<ScanObject> bound = input.ofKind("ServiceAccount").stream()
                .filter(account -> bindings.stream().anyMatch(binding -> isBound(binding, account)))
                .toList();
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            Object mounts = pod.at(FIELD);
            if (Boolean.FALSE.equals(mounts) || bound.stream().noneMatch(account -> runsAs(pod, account))) {
                continue;
            }
            Alert alert = Alert.on(
                    pod.owner(), "This workload mounts the token of a service account that has rights of its own.");
            String path = pod.path(FIELD);
            alerts.add(Boolean.TRUE.equals(mounts) ? alert.failed(path).review(path) : alert.fix(path, "false"));
        }
        return alerts;
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.ofKind("Pod", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "CronJob");
    }

    private static boolean runsAs(PodSpec pod, ScanObject account) {
        Object name = Json.isTruthy(pod.fields(), "serviceAccountName") ? pod.at("serviceAccountName") : "default";
        return account.name().equals(name) && Namespaces.same(pod.owner(), account);
    }

    /** Name, namespace and kind may be those of different subjects: so Kubescape has it. */
    private static boolean isBound(ScanObject binding, ScanObject account) {
        List<Object> subjects = Json.list(binding.fields(), "subjects");
        if (has(subjects, "name", "system:authenticated") || has(subjects, "name", "system:serviceaccounts")) {
            return true;
        }
        Object namespace = account.at("metadata", "namespace");
        return namespace != null
                && has(subjects, "name", account.name())
                && has(subjects, "namespace", namespace)
                && has(subjects, "kind", "ServiceAccount");
    }

    private static boolean has(List<Object> subjects, String field, Object value) {
        return subjects.stream().anyMatch(subject -> value.equals(Json.at(subject, field)));
    }
}
