package io.github.ksailbot.delivery.reconcile;

/**
 * Where an engine pulls an environment's artifact from.
 *
 * @param repository host, port and path, without scheme and tag
 * @param tag the environment's moving tag
 * @param path inside the artifact where the engine begins, {@code ./} or {@code ./clusters/prod}
 */
public record SyncReference(String repository, String tag, String path) {}
