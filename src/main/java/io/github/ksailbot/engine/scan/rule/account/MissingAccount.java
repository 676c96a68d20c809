package io.github.ksailbot.engine.scan.rule.account;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.NamedObjects;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0307: the account that a workload names is there, or its pods cannot start. {@code default} is in every namespace. Looks
 * at ReplicationControllers, too.
 */
final class MissingAccount implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        NamedObjects accounts = new NamedObjects(input, "ServiceAccount");
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            PodSpec pod = PodSpec.ofAny(object);
            Object name = pod == null ? null : pod.at("serviceAccountName");
            if (pod != null
                    && name != null
                    && !name.equals("")
                    && !name.equals("default")
                    && !accounts.has("ServiceAccount", Namespaces.of(object), name)) {
                alerts.add(Alert.on(object, "There is no service account `" + name + "` in the namespace.")
                        .failed(pod.path("serviceAccountName")));
            }
        }
        return alerts;
    }
}
