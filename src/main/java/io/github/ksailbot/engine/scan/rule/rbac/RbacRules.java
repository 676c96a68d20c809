package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of this room by Kubescape's names. */
public final class RbacRules {
    private static final List<String> CORE = List.of("", "*");
    private static final List<String> READ = List.of("get", "list", "watch", "*");
    private static final List<String> CREATE = List.of("create", "*");

    private RbacRules() {}

    public static Map<String, Rule> all() {
        Map<String, Rule> rules = new TreeMap<>();
        rules.put("access-container-service-account-v1", new AccountWithRole());
        rules.put("anonymous-access-enabled", new AnonymousSubject());
        // C-0002
        rules.put(
                "exec-into-container-v1",
                new Permission(CREATE, CORE, List.of("pods/exec", "pods/*", "*"), "run commands in containers"));
        rules.put("rule-access-dashboard-subject-v1", new BoundToDashboard());
        // C-0279
        rules.put(
                "rule-can-access-proxy-subresource",
                new Permission(
                        List.of("get", "create", "connect", "*"),
                        CORE,
                        List.of("nodes/proxy", "*"),
                        "reach nodes through their proxy"));
        // C-0280
        rules.put(
                "rule-can-approve-cert-signing-request",
                new Permission(
                        List.of("update", "*"),
                        List.of("certificates.k8s.io", "*"),
                        List.of("certificatesigningrequests/approval", "*"),
                        "approve requests for certificates"));
        // C-0191
        rules.put(
                "rule-can-bind-escalate",
                new AnyPermission(List.of(onRoles("bind", "bind roles"), onRoles("escalate", "escalate roles"))));
        // C-0188
        rules.put("rule-can-create-pod", new Permission(CREATE, CORE, List.of("pods", "*"), "create pods"));
        // C-0278
        rules.put(
                "rule-can-create-pv",
                new Permission(CREATE, CORE, List.of("persistentvolumes", "*"), "create persistent volumes"));
        // C-0282
        rules.put(
                "rule-can-create-service-account-token",
                new Permission(
                        CREATE, CORE, List.of("serviceaccounts/token", "*"), "create tokens of service accounts"));
        // C-0031
        rules.put(
                "rule-can-delete-k8s-events-v1",
                new Permission(
                        List.of("delete", "deletecollection", "*"), CORE, List.of("events", "*"), "delete events"));
        // C-0065, C-0191
        rules.put(
                "rule-can-impersonate-users-groups-v1",
                new Permission(
                        List.of("impersonate", "*"),
                        CORE,
                        List.of("users", "serviceaccounts", "groups", "uids", "*"),
                        "act as somebody else"));
        // C-0015, C-0186
        rules.put("rule-can-list-get-secrets-v1", new Permission(READ, CORE, List.of("secrets", "*"), "read secrets"));
        // C-0281
        rules.put(
                "rule-can-modify-admission-webhooks",
                new Permission(
                        List.of("create", "update", "delete", "*"),
                        List.of("admissionregistration.k8s.io", "*"),
                        List.of("validatingwebhookconfigurations", "mutatingwebhookconfigurations", "*"),
                        "change admission webhooks"));
        // C-0063
        rules.put(
                "rule-can-portforward-v1",
                new Permission(
                        List.of("create", "get", "*"),
                        CORE,
                        List.of("pods/portforward", "pods/*", "*"),
                        "forward ports of pods"));
        rules.put("rule-can-update-configmap-v1", new CanChangeCoreDns());
        // C-0007
        rules.put(
                "rule-excessive-delete-rights-v1",
                new Permission(
                        List.of("delete", "deletecollection", "*"),
                        List.of("", "*", "apps", "batch"),
                        List.of(
                                "secrets",
                                "pods",
                                "services",
                                "deployments",
                                "replicasets",
                                "daemonsets",
                                "statefulsets",
                                "jobs",
                                "cronjobs",
                                "*"),
                        "delete workloads, services and secrets"));
        // C-0035, C-0187
        rules.put(
                "rule-list-all-cluster-admins-v1",
                new Permission(List.of("*"), List.of("*", ""), List.of("*"), "do everything, as a cluster admin can"));
        rules.put(
                "workload-with-administrative-roles", new WorkloadWithRole(RoleGrants::isAdministrative, "everything"));
        rules.put(
                "workload-with-cluster-takeover-roles",
                new WorkloadWithRole(RoleGrants::isTakeover, "what takes over a cluster"));
        return Collections.unmodifiableMap(rules);
    }

    private static Permission onRoles(String verb, String action) {
        return new Permission(
                List.of(verb, "*"),
                List.of("rbac.authorization.k8s.io", "*"),
                List.of("clusterroles", "roles", "*"),
                action);
    }
}
