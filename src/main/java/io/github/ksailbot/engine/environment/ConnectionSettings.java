package io.github.ksailbot.engine.environment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spec.cluster.connection} says: how people reach the environment's cluster.
 *
 * @param kubeconfig path or name as it is written, variables replaced; empty when it is not set
 * @param context empty when it is not set
 * @param timeout of one attempt to reconcile; null when it is not set, or not positive
 */
public record ConnectionSettings(
        String kubeconfig, String context, @Nullable Duration timeout) {
    public static final ConnectionSettings NONE = new ConnectionSettings("", "", null);
}
