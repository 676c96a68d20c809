package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * C-0049, C-0054, C-0206: pods of a namespace do not talk to everybody. Passes with any network policy in the namespace; and
 * everywhere with a policy of Cilium for all namespaces that selects all pods, has rules, and does not let pass what has none.
 */
final class NamespaceWithoutPolicy implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        boolean isCovered = input.ofKind("CiliumClusterwideNetworkPolicy").stream()
                .flatMap(NetworkPolicies::ciliumSpecs)
                .anyMatch(NamespaceWithoutPolicy::coversAll);
        if (isCovered) {
            return List.of();
        }
        Set<Object> protectedOnes = input.ofKind("NetworkPolicy", "CiliumNetworkPolicy").stream()
                .map(Namespaces::of)
                .collect(Collectors.toSet());
        return tested(input).stream()
                .filter(namespace -> !protectedOnes.contains(namespace.name()))
                .map(namespace -> Alert.on(namespace, "No network policy is in namespace `" + namespace.name() + "`."))
                .toList();
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.ofKind("Namespace");
    }

    private static boolean coversAll(Object spec) {
        boolean letsAllPass =
                Json.isFalse(spec, "enableDefaultDeny", "ingress") && Json.isFalse(spec, "enableDefaultDeny", "egress");
        return NetworkPolicies.selectsAll(spec)
                && !letsAllPass
                && (Json.isTruthy(spec, "ingress") || Json.isTruthy(spec, "egress"));
    }
}
