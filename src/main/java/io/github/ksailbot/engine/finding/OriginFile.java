package io.github.ksailbot.engine.finding;

import org.jspecify.annotations.Nullable;

/**
 * The file that an {@link Origin} is in.
 *
 * @param name path from the root of the source tree; for a file that was fetched from elsewhere its address, without
 *     credentials
 * @param fetchedBy the line that names what was fetched, which may lie in a fetched file itself; null for a file of the
 *     source tree
 */
public record OriginFile(String name, @Nullable Origin fetchedBy) {
    public static OriginFile of(String path) {
        return new OriginFile(path, null);
    }
}
