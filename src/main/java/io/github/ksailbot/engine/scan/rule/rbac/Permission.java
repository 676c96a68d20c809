package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Subjects that may do something: a rule of their role grants one of the verbs on one of the resources of one of the
 * groups. {@link RbacRules} says for which controls.
 *
 * @param verbs any of them
 * @param groups any of them
 * @param resources any of them
 * @param action what that allows: "can ..."
 */
record Permission(List<String> verbs, List<String> groups, List<String> resources, String action) implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject subject : input.objects()) {
            for (List<String> paths : Grants.of(subject, verbs, groups, resources, rule -> true)) {
                alerts.add(Alert.on(subject, subject.kind() + " `" + subject.name() + "` can " + action + ".")
                        .failed(paths)
                        .review(paths));
            }
        }
        return alerts;
    }
}
