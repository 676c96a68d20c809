package io.github.ksailbot.engine.scan.rule.secret;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0012: no config map, which more people may read than secrets, has a key that is called like a credential, or a value that
 * looks like one, plain or in base64. What both look like, and what is allowed, are the control inputs {@code sensitive…}.
 */
final class CredentialsInConfigMap implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        Sensitive sensitive = new Sensitive(input.inputs());
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject map : input.ofKind("ConfigMap")) {
            Json.map(map.fields(), "data").forEach((key, value) -> {
                boolean found = sensitive.isName(key) || sensitive.isValue(value) || sensitive.isEncodedValue(value);
                if (found && !value.equals("") && !sensitive.isAllowed(key, value)) {
                    String path = "data[" + key + "]";
                    alerts.add(Alert.on(map, "The value of `" + key + "` looks like a credential.")
                            .failed(path)
                            .delete(path));
                }
            });
        }
        return alerts;
    }
}
