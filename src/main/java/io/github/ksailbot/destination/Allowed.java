package io.github.ksailbot.destination;

import io.github.ksailbot.delivery.registry.SecretLookup;
import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.workflow.RepositoryRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the operator lets ksail files use.
 *
 * @param variables for {@code ${VAR}} that are no secret
 * @param secrets by the name of their variable
 */
record Allowed(Map<String, String> variables, Map<String, AllowedSecret> secrets) {
    Allowed {
        variables = Map.copyOf(variables);
        secrets = Map.copyOf(secrets);
    }

    /**
     * A password.
     *
     * @param registry {@code host[:port]}, the only one that it is sent to
     * @param repositories {@code owner/name} or {@code owner/*} of those that may use it
     */
    record AllowedSecret(Secret value, String registry, Set<String> repositories) {
        AllowedSecret {
            repositories = Set.copyOf(repositories);
        }

        boolean serves(RepositoryRef repository) {
            return repositories.stream()
                    .anyMatch(one -> one.equalsIgnoreCase(repository.fullName())
                            || one.equalsIgnoreCase(repository.owner() + "/*"));
        }
    }

    SecretLookup secretsOf(RepositoryRef repository) {
        return (variable, registry) -> {
            AllowedSecret secret = secrets.get(variable);
            return secret != null && secret.registry().equalsIgnoreCase(registry) && secret.serves(repository)
                    ? secret.value()
                    : null;
        };
    }

    List<String> secretValues() {
        return secrets.values().stream().map(secret -> secret.value().reveal()).toList();
    }
}
