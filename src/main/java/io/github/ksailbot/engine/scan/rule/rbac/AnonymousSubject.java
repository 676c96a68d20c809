package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0262: no binding gives rights to people who have not logged in. Fails for each subject {@code system:anonymous} or {@code
 * system:unauthenticated}.
 */
final class AnonymousSubject implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            if (object.kind().endsWith("Binding")) {
                check(object, alerts);
            }
        }
        return alerts;
    }

    private static void check(ScanObject binding, List<Alert> alerts) {
        List<Object> subjects = Json.list(binding.fields(), "subjects");
        for (int i = 0; i < subjects.size(); i++) {
            String name = Json.text(subjects.get(i), "name");
            if (name.equals("system:anonymous") || name.equals("system:unauthenticated")) {
                String path = "subjects[" + i + "]";
                alerts.add(Alert.on(binding, "This gives rights to people who have not logged in: `" + name + "`.")
                        .failed(path)
                        .delete(path));
            }
        }
    }
}
