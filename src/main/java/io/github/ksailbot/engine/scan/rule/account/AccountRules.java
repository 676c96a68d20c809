package io.github.ksailbot.engine.scan.rule.account;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class AccountRules {
    private AccountRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "automount-default-service-account", new DefaultAccountToken(),
                "automount-service-account", new MountsToken(),
                "deprecated-service-account-field", new DeprecatedAccountField(),
                "namespace-without-service-account", new NamespaceWithoutAccount(),
                "non-existent-service-account", new MissingAccount());
    }
}
