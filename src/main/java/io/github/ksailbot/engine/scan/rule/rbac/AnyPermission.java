package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.List;

/** Subjects that have at least one of several permissions. */
record AnyPermission(List<Permission> permissions) implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        return permissions.stream()
                .flatMap(permission -> permission.evaluate(input).stream())
                .toList();
    }
}
