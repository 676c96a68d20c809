package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class WorkloadRules {
    private WorkloadRules() {}

    public static Map<String, Rule> all() {
        return Map.ofEntries(
                Map.entry("configured-liveness-probe", new MissingProbe("livenessProbe")),
                Map.entry("configured-readiness-probe", new MissingProbe("readinessProbe")),
                Map.entry("container-hostPort", new HostPort()),
                Map.entry("duplicate-env-var", new DuplicateVariable()),
                Map.entry("host-ipc-privileges", new HostNamespace("hostIPC")),
                Map.entry("host-network-access", new HostNamespace("hostNetwork")),
                Map.entry(
                        "host-pid-ipc-privileges",
                        LocalRule.all(new HostNamespace("hostPID"), new HostNamespace("hostIPC"))),
                Map.entry("host-pid-privileges", new HostNamespace("hostPID")),
                Map.entry("hpa-has-target", new ScalerWithoutTarget()),
                Map.entry("immutable-container-filesystem", new MutableFilesystem()),
                Map.entry("insecure-capabilities", new InsecureCapabilities()),
                Map.entry("k8s-common-labels-usage", new MissingLabels("k8sRecommendedLabels")),
                Map.entry("label-usage-for-resources", new MissingLabels("recommendedLabels")),
                Map.entry("linux-hardening", new NoHardening()),
                Map.entry("mismatching-selector", new MismatchingSelector()),
                Map.entry("naked-pods", new NakedPod()),
                Map.entry("no-rolling-update-strategy", new NoRollingUpdate()),
                Map.entry("non-root-containers", new MayRunAsRoot()),
                Map.entry("pods-in-default-namespace", new DefaultNamespace()),
                Map.entry("rule-access-dashboard-wl-v1", new DashboardAccount()),
                Map.entry("rule-allow-privilege-escalation", new PrivilegeEscalation()),
                Map.entry("rule-privilege-escalation", new Privileged()),
                Map.entry("serviceaccount-token-mount", new TokenOfBoundAccount()),
                Map.entry("set-seccomp-profile-RuntimeDefault", new SeccompProfile()),
                Map.entry("sudo-in-container-entrypoint", new Sudo()),
                Map.entry("workload-mounted-configmap", new MountedVolume("configMap", "name", "ConfigMap")),
                Map.entry(
                        "workload-mounted-pvc",
                        new MountedVolume("persistentVolumeClaim", "claimName", "PersistentVolumeClaim")),
                Map.entry("workload-mounted-secrets", new MountedVolume("secret", "secretName", "Secret")));
    }
}
