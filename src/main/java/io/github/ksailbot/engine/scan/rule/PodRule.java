package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that looks at the pod of each workload by itself. */
public interface PodRule extends LocalRule {
    /** What is wrong with a pod; null if nothing is. */
    @Nullable Alert judge(PodSpec pod, ControlInputs inputs);

    @Override
    default List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            Alert alert = judge(pod, input.inputs());
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return alerts;
    }
}
