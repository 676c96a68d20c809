package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class NetworkRules {
    private NetworkRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "dangling-gateway-backend", new DanglingRoute(),
                "dangling-ingress-backend", new DanglingIngress(),
                "dangling-networkpolicy", new DanglingPolicy(),
                "ensure_network_policy_configured_in_labels",
                        new NoPolicy(policy -> true, "No network policy selects the pods of this workload."),
                "ingress-and-egress-blocked",
                        new NoPolicy(
                                NetworkRules::hasDirection,
                                "No network policy says what may go in or out of the pods of this workload."),
                "ingress-no-tls", new IngressWithoutTls(),
                "internal-networking", new NamespaceWithoutPolicy(),
                "rule-can-ssh-to-pod-v1", new SshService(),
                "service-with-no-workload", new ServiceWithoutWorkload());
    }

    /** Whether a policy says that it is about ingress or egress: in {@code policyTypes}, or in Cilium by having rules. */
    private static boolean hasDirection(ScanObject policy) {
        if (policy.isKind("NetworkPolicy")) {
            List<Object> types = Json.list(policy.fields(), "spec", "policyTypes");
            return types.contains("Ingress") || types.contains("Egress");
        }
        return NetworkPolicies.ciliumSpecs(policy)
                .anyMatch(spec -> Json.isTruthy(spec, "ingress") || Json.isTruthy(spec, "egress"));
    }
}
