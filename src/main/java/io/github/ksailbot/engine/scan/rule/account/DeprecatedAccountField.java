package io.github.ksailbot.engine.scan.rule.account;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0294: the account of a pod is named in {@code serviceAccountName}; {@code serviceAccount} is its old name, and a pod with
 * different names in both is misleading. Passes when both say the same. Looks at ReplicationControllers, too.
 */
final class DeprecatedAccountField implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            PodSpec pod = PodSpec.ofAny(object);
            if (pod != null) {
                check(pod, alerts);
            }
        }
        return alerts;
    }

    private static void check(PodSpec pod, List<Alert> alerts) {
        Object old = pod.at("serviceAccount");
        Object current = pod.at("serviceAccountName");
        String path = pod.path("serviceAccount");
        if (old == null) {
            return;
        }
        if ((current == null || current.equals("")) && !old.equals("")) {
            alerts.add(Alert.on(pod.owner(), "`serviceAccount` is an old name of `serviceAccountName`.")
                    .failed(path)
                    .delete(path)
                    .fix(pod.path("serviceAccountName"), old.toString()));
        }
        if (current != null && !current.equals(old)) {
            alerts.add(Alert.on(pod.owner(), "`serviceAccount` and `serviceAccountName` name different accounts.")
                    .failed(path)
                    .delete(path));
        }
    }
}
