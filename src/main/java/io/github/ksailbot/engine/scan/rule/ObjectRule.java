package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that looks at each object by itself. */
public interface ObjectRule extends LocalRule {
    /** What is wrong with an object; null if nothing is, and for a kind that the rule is not about. */
    @Nullable Alert judge(ScanObject object, ControlInputs inputs);

    @Override
    default List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            Alert alert = judge(object, input.inputs());
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return alerts;
    }
}
