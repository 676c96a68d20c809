package io.github.ksailbot.engine.scan.rule.sandbox;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LabelSelector;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * C-0301: what runs in a sandbox reaches certain destinations only. Passes with a managed network policy without rules for
 * egress, which denies all, or whose rules each name peers: a block of addresses that is not the whole Internet, or a selector
 * that wants something.
 */
final class ScopedEgress implements ObjectRule {
    private static final String POLICY = "spec.networkPolicy";
    private static final String EGRESS = "spec.networkPolicy.egress";

    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        if (!object.isKind("SandboxTemplate")) {
            return null;
        }
        Object management = object.at("spec", "networkPolicyManagement");
        if (isWritten(management) && !"Managed".equals(management)) {
            return alert(object, "Nobody keeps a network policy for this sandbox.", "spec.networkPolicyManagement");
        }
        Object policy = object.at("spec", "networkPolicy");
        if (!isWritten(policy)) {
            return alert(object, "Without a network policy of its own, the sandbox reaches the Internet.", POLICY);
        }
        if (!(policy instanceof Map<?, ?>)) {
            return alert(object, "The network policy is not a mapping.", POLICY);
        }
        Object egress = Json.at(policy, "egress");
        if (!isWritten(egress)) {
            return null;
        }
        if (!(egress instanceof List<?> rules)) {
            return alert(object, "The rules for egress are not a list.", EGRESS);
        }
        return rules.stream().allMatch(ScopedEgress::isScoped)
                ? null
                : alert(object, "A rule for egress leads anywhere.", EGRESS);
    }

    private static boolean isWritten(@Nullable Object value) {
        return value != null && value != Json.NULL;
    }

    private static Alert alert(ScanObject object, String message, String path) {
        return Alert.on(object, message).failed(path);
    }

    private static boolean isScoped(Object rule) {
        List<Object> peers = Json.list(rule, "to");
        return !peers.isEmpty() && peers.stream().allMatch(ScopedEgress::isNamed);
    }

    private static boolean isNamed(Object peer) {
        String block = Json.text(peer, "ipBlock", "cidr");
        return !(block.isEmpty() || block.endsWith("/0"))
                || LabelSelector.of(Json.at(peer, "podSelector")).isSelective()
                || LabelSelector.of(Json.at(peer, "namespaceSelector")).isSelective();
    }
}
