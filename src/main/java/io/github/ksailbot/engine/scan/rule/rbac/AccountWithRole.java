package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0053: who gets into a container gets its service account's rights, so that somebody should look at each account that has
 * any. Fails for each service account that a binding gives a role to.
 */
final class AccountWithRole implements ObjectRule {
    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        return object.isKind("ServiceAccount") && Grants.isBound(object)
                ? Alert.on(object, "Service account `" + object.name() + "` has rights of its own.")
                : null;
    }

    /** Such accounts only: others cannot fail. */
    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.objects().stream()
                .filter(object -> judge(object, input.inputs()) != null)
                .toList();
    }
}
