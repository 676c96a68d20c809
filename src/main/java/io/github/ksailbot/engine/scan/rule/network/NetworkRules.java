package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class NetworkRules {
    private NetworkRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "rule-can-ssh-to-pod-v1", new SshService(),
                "service-with-no-workload", new ServiceWithoutWorkload());
    }
}
