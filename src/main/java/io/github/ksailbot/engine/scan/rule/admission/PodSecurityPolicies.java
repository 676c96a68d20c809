package io.github.ksailbot.engine.scan.rule.admission;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * C-0214 to C-0220: at least one PodSecurityPolicy forbids something. Since a cluster may give each pod another policy, all
 * fail only when none of them forbids it.
 *
 * @param isLax of a policy
 * @param alert what is wrong with it
 */
record PodSecurityPolicies(Predicate<ScanObject> isLax, Function<ScanObject, Alert> alert) implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        boolean isForbidden =
                input.objects().stream().anyMatch(object -> !object.isKind("PodSecurityPolicy") || !isLax.test(object));
        return isForbidden ? List.of() : input.objects().stream().map(alert).toList();
    }
}
