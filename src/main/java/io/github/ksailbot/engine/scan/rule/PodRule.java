package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that looks at the pod of each workload by itself. */
public interface PodRule extends Rule {
    /** What is wrong with a pod; null if nothing is. */
    @Nullable Alert judge(PodSpec pod, RuleInput input);

    @Override
    default List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            Alert alert = judge(pod, input);
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return alerts;
    }
}
