package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.function.Predicate;

/**
 * C-0030, C-0260: some network policy says who a workload talks to; without any, everybody may. Passes when one that selects
 * its pods is good.
 *
 * @param isGood of a policy
 * @param message what is wrong without one
 */
record NoPolicy(Predicate<ScanObject> isGood, String message) implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        NetworkPolicies policies = new NetworkPolicies(input);
        return input.ofKind(NetworkPolicies.WORKLOADS).stream()
                .filter(workload -> policies.of(workload).noneMatch(isGood))
                .map(workload -> Alert.on(workload, message))
                .toList();
    }
}
