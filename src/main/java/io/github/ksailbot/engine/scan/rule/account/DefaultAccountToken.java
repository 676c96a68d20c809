package io.github.ksailbot.engine.scan.rule.account;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0189: the account that pods get when they name none gives them no token. Passes with {@code automountServiceAccountToken:
 * false} at a ServiceAccount {@code default}; others are not looked at.
 */
final class DefaultAccountToken implements ObjectRule {
    private static final String FIELD = "automountServiceAccountToken";

    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        Object mounts = object.at(FIELD);
        if (!isDefaultAccount(object) || Boolean.FALSE.equals(mounts)) {
            return null;
        }
        Alert alert = Alert.on(object, "Every pod that names no account gets a token of this one.");
        return Boolean.TRUE.equals(mounts) ? alert.failed(FIELD).delete(FIELD) : alert.fix(FIELD, "false");
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.objects().stream()
                .filter(DefaultAccountToken::isDefaultAccount)
                .toList();
    }

    private static boolean isDefaultAccount(ScanObject object) {
        return object.isKind("ServiceAccount") && object.name().equals("default");
    }
}
