package io.github.ksailbot.engine.scan.catalog;

import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.account.AccountRules;
import io.github.ksailbot.engine.scan.rule.admission.AdmissionRules;
import io.github.ksailbot.engine.scan.rule.context.ContextRules;
import io.github.ksailbot.engine.scan.rule.image.ImageRules;
import io.github.ksailbot.engine.scan.rule.network.NetworkRules;
import io.github.ksailbot.engine.scan.rule.node.NodeRules;
import io.github.ksailbot.engine.scan.rule.rbac.RbacRules;
import io.github.ksailbot.engine.scan.rule.resource.ResourceRules;
import io.github.ksailbot.engine.scan.rule.sandbox.SandboxRules;
import io.github.ksailbot.engine.scan.rule.secret.SecretRules;
import io.github.ksailbot.engine.scan.rule.volume.VolumeRules;
import io.github.ksailbot.engine.scan.rule.workload.WorkloadRules;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every rule that is built in, by Kubescape's name of it. */
public final class Rules {
    private static final Map<String, Rule> BUILT_IN = merge(List.of(
            AccountRules.all(),
            AdmissionRules.all(),
            ContextRules.all(),
            ImageRules.all(),
            NetworkRules.all(),
            NodeRules.all(),
            RbacRules.all(),
            ResourceRules.all(),
            SandboxRules.all(),
            SecretRules.all(),
            VolumeRules.all(),
            WorkloadRules.all()));

    private Rules() {}

    public static Map<String, Rule> builtIn() {
        return BUILT_IN;
    }

    private static Map<String, Rule> merge(List<Map<String, Rule>> rooms) {
        Map<String, Rule> rules = new TreeMap<>();
        for (Map<String, Rule> room : rooms) {
            room.forEach((name, rule) -> {
                if (rules.put(name, rule) != null) {
                    throw new IllegalStateException("Two rules are called " + name);
                }
            });
        }
        return Collections.unmodifiableMap(rules);
    }
}
