package io.github.ksailbot.delivery.reconcile;

import io.github.ksailbot.engine.environment.FluxSettings;

/**
 * Where an engine pulls an environment's artifact from.
 *
 * @param repository host, port and path, without scheme and tag
 * @param tag the environment's moving tag
 * @param path inside the artifact where the engine begins, {@code ./} or {@code ./clusters/prod}
 * @param flux what is wanted of Flux itself, which only {@code ksail cluster update} changes
 */
public record SyncReference(String repository, String tag, String path, FluxSettings flux) {
    /** Where nothing is wanted of Flux itself. */
    public SyncReference(String repository, String tag, String path) {
        this(repository, tag, path, FluxSettings.NONE);
    }
}
