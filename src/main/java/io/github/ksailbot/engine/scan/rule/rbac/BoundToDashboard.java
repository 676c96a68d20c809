package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0014: nobody but the dashboard itself is bound to the dashboard's role, which may do much and asks no questions.
 */
final class BoundToDashboard implements Rule {
    private static final String DASHBOARD = "kubernetes-dashboard";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject subject : input.objects()) {
            String name = Json.string(subject.fields(), "name");
            if (name == null
                    || name.equals(DASHBOARD)
                    || !subject.related().get(1).name().equals(DASHBOARD)) {
                continue;
            }
            int subjects =
                    Json.list(subject.related().get(0).fields(), "subjects").size();
            for (int i = 0; i < subjects; i++) {
                List<String> paths = List.of("relatedObjects[0].subjects[" + i + "]", "relatedObjects[0].roleRef.name");
                alerts.add(Alert.on(subject, subject.kind() + " `" + name + "` is bound to the dashboard's role.")
                        .failed(paths)
                        .review(paths));
            }
        }
        return alerts;
    }
}
