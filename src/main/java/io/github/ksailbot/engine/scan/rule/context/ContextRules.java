package io.github.ksailbot.engine.scan.rule.context;

import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;
import java.util.Set;

/** The rules of this room by Kubescape's names. */
public final class ContextRules {
    /**
     * Kernel parameters that pods may set for themselves.
     *
     * @see <a href="https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls">Safe and
     *     unsafe sysctls</a>
     */
    private static final Set<Object> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_wmem");

    private ContextRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "drop-capability-netraw", new KeepsRawSockets(),
                "set-fsgroup-value", new UnsetInPod("fsGroup", ContextRules::isGroup, "YOUR_VALUE"),
                "set-fsgroupchangepolicy-value",
                        new UnsetInPod(
                                "fsGroupChangePolicy", Set.<Object>of("Always", "OnRootMismatch")::contains, "Always"),
                "set-gmsacredentialspecname-value", UnsetEverywhere.onWindows("gmsaCredentialSpecName"),
                "set-hostprocess-true", new HostProcess(),
                "set-runasusername-value", UnsetEverywhere.onWindows("runAsUserName"),
                "set-seLinuxOptions", UnsetEverywhere.of("seLinuxOptions"),
                "set-seccomp-profile", UnsetEverywhere.of("seccompProfile"),
                "set-supplementalgroups-values",
                        new WrongItem(
                                "supplementalGroups", ContextRules::isZero, "REMOVE_GROUP_0", "It is in root's group."),
                "set-sysctls-params",
                        new WrongItem(
                                "sysctls",
                                ContextRules::isUnsafe,
                                "REMOVE_UNSAFE_SYSCTLS",
                                "It sets kernel parameters that reach beyond it."));
    }

    /** A text passes, as in Kubescape, which holds it to be more than any number. */
    private static boolean isGroup(Object value) {
        return value instanceof String || (value instanceof Number number && number.doubleValue() >= 0);
    }

    private static boolean isZero(Object value) {
        return value instanceof Number number && number.doubleValue() == 0;
    }

    private static boolean isUnsafe(Object sysctl) {
        Object name = Json.at(sysctl, "name");
        return name != null && !SAFE_SYSCTLS.contains(name);
    }

    /** Whether a pod says that it runs on Windows. */
    static boolean isOnWindows(PodSpec pod) {
        return "windows".equals(pod.at("os", "name")) || "windows".equals(pod.at("nodeSelector", "kubernetes.io/os"));
    }
}
