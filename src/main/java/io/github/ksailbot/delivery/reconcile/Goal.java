package io.github.ksailbot.delivery.reconcile;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster of one environment must come to run.
 *
 * @param environment its name
 * @param branch of the repository, without {@code refs/heads/}
 * @param commit 40 hexadecimal digits
 * @param digest {@code sha256:…} of the artifact that was pushed; null when the engine reads Git itself or, with a
 *     reference, when whatever the tag points to will do
 * @param reference where the engine should pull the artifact from; null when the engine reads Git itself
 * @param repositoryUrls by which Git sources may name this repository, in any of the usual spellings
 */
public record Goal(
        String environment,
        String branch,
        String commit,
        @Nullable String digest,
        @Nullable SyncReference reference,
        Set<String> repositoryUrls) {
    public Goal {
        repositoryUrls = Set.copyOf(repositoryUrls);
    }
}
