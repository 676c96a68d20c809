package io.github.ksailbot.delivery.cluster;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that the operator has made known.
 *
 * @param kubeconfig a file; null for the cluster that this process runs in
 * @param context in the file; empty to take the one that the environment names
 * @param repositories {@code owner/name} or {@code owner/*} of those that may deliver to it; empty for all
 * @param rules what the file may ask for
 */
public record MountedCluster(
        @Nullable Path kubeconfig, String context, Set<String> repositories, KubeconfigRules rules) {
    public MountedCluster {
        repositories = Set.copyOf(repositories);
    }

    /** A file with the environment's own context, for every repository. */
    public static MountedCluster file(Path kubeconfig) {
        return new MountedCluster(kubeconfig, "", Set.of(), KubeconfigRules.STRICT);
    }

    /** The cluster that this process runs in, for every repository. */
    public static MountedCluster inCluster() {
        return new MountedCluster(null, "", Set.of(), KubeconfigRules.STRICT);
    }

    boolean serves(String repository) {
        int slash = repository.indexOf('/');
        String owner = slash < 0 ? repository : repository.substring(0, slash);
        return repositories.isEmpty()
                || repositories.stream()
                        .anyMatch(allowed ->
                                allowed.equalsIgnoreCase(repository) || allowed.equalsIgnoreCase(owner + "/*"));
    }
}
