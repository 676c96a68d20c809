package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.engine.environment.Secret;
import org.jspecify.annotations.Nullable;

/** The secrets that whoever runs the program lets a repository use. */
@FunctionalInterface
public interface SecretLookup {
    /** Has none. */
    SecretLookup NONE = (variable, registry) -> null;

    /**
     * The value of a variable.
     *
     * @param variable its name
     * @param registry {@code host[:port]} that the value would be sent to, so that a secret can be kept to its host
     * @return null when there is no such variable, or not for this registry
     */
    @Nullable Secret find(String variable, String registry);
}
