package io.github.ksailbot.sandbox.registry;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param path without the query
 * @param query empty for none
 * @param authorization the header as it came; null for none
 */
public record RegistryRequest(
        String method, String path, String query, @Nullable String authorization) {

    @Override
    public String toString() {
        return method + " " + path;
    }
}
