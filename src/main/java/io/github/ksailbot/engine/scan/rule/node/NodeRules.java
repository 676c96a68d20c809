package io.github.ksailbot.engine.scan.rule.node;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class NodeRules {
    private NodeRules() {}

    public static Map<String, Rule> all() {
        return Map.of("outdated-k8s-version", new OutdatedKubelet());
    }
}
