package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * C-0267, C-0272: workloads whose service account, with its token mounted, is bound to a role of some power: who gets into
 * one of their containers has it, too.
 *
 * @param isPowerful which roles
 * @param power what such a role allows
 */
record WorkloadWithRole(Predicate<ScanObject> isPowerful, String power) implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<ScanObject> accounts = input.ofKind("ServiceAccount");
        List<ScanObject> bindings = input.ofKind("RoleBinding", "ClusterRoleBinding");
        List<ScanObject> roles =
                input.ofKind("Role", "ClusterRole").stream().filter(isPowerful).toList();
        List<ScanObject> powerful = accounts.stream()
                .filter(account -> bindings.stream()
                        .anyMatch(binding ->
                                isBound(binding, account) && roles.stream().anyMatch(role -> refersTo(binding, role))))
                .toList();
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (ScanObject account : powerful) {
                if (runsAs(pod, account) && mountsToken(pod, account)) {
                    alerts.add(Alert.on(
                            pod.owner(),
                            "The service account `" + account.name() + "` of this workload may do " + power + "."));
                }
            }
        }
        return alerts;
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.ofKind("Pod", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "CronJob");
    }

    private static boolean refersTo(ScanObject binding, ScanObject role) {
        return role.name().equals(binding.at("roleRef", "name")) && role.kind().equals(binding.at("roleRef", "kind"));
    }

    private static boolean isBound(ScanObject binding, ScanObject account) {
        Object namespace = account.at("metadata", "namespace");
        return namespace != null
                && Json.list(binding.fields(), "subjects").stream()
                        .anyMatch(subject -> Json.text(subject, "kind").equals("ServiceAccount")
                                && account.name().equals(Json.at(subject, "name"))
                                && namespace.equals(Json.at(subject, "namespace")));
    }

    private static boolean runsAs(PodSpec pod, ScanObject account) {
        boolean named = Json.isTruthy(pod.fields(), "serviceAccountName");
        Object name = named ? pod.at("serviceAccountName") : "default";
        return account.name().equals(name) && Namespaces.same(pod.owner(), account);
    }

    private static boolean mountsToken(PodSpec pod, ScanObject account) {
        Object mounts = pod.at("automountServiceAccountToken");
        if (mounts instanceof Boolean written) {
            return written;
        }
        return !Json.isFalse(account.fields(), "automountServiceAccountToken");
    }
}
