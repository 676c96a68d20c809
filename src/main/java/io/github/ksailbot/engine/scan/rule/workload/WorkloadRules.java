package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class WorkloadRules {
    private WorkloadRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "rule-access-dashboard-wl-v1", new DashboardAccount(),
                "rule-privilege-escalation", new Privileged(),
                "serviceaccount-token-mount", new TokenOfBoundAccount(),
                "set-seccomp-profile-RuntimeDefault", new SeccompProfile(),
                "sudo-in-container-entrypoint", new Sudo(),
                "workload-mounted-configmap", new MountedVolume("configMap", "name", "ConfigMap"),
                "workload-mounted-pvc",
                        new MountedVolume("persistentVolumeClaim", "claimName", "PersistentVolumeClaim"),
                "workload-mounted-secrets", new MountedVolume("secret", "secretName", "Secret"));
    }
}
