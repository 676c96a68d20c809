package io.github.ksailbot.engine.scan.rule;

import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that looks at each container of each workload by itself. */
public interface ContainerRule extends LocalRule {
    /** What is wrong with a container; null if nothing is. */
    @Nullable Alert judge(Container container, ControlInputs inputs);

    /** The containers of a pod that it looks at: the ordinary ones unless a rule says otherwise. */
    default List<Container> containers(PodSpec pod) {
        return pod.containers();
    }

    @Override
    default List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (Container container : containers(pod)) {
                Alert alert = judge(container, input.inputs());
                if (alert != null) {
                    alerts.add(alert);
                }
            }
        }
        return alerts;
    }
}
