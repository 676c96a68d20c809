package io.github.ksailbot.engine.scan.rule.secret;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class SecretRules {
    private SecretRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "rule-credentials-configmap", new CredentialsInConfigMap(),
                "rule-credentials-in-env-var", new CredentialsInEnvironment(),
                "rule-secrets-in-env-var", new SecretsInEnvironment());
    }
}
