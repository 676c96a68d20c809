package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.engine.source.RepositoryUrl;
import java.util.Locale;

/**
 * A {@code repoURL} without what may differ between two spellings of the same place.
 *
 * @param oci whether artifacts are pulled from there
 * @param plain {@code host/path}; for Git in lower case and without user, port and {@code .git}
 */
record RepositoryAddress(boolean oci, String plain) {
    private static final String OCI = "oci://";
    private static final String LOCAL_REGISTRY = "-local-registry";

    /** Of what stands in an Application. */
    static RepositoryAddress of(String url) {
        String text = url.strip();
        if (text.regionMatches(true, 0, OCI, 0, OCI.length())) {
            return ofArtifacts(text.substring(OCI.length()));
        }
        return new RepositoryAddress(false, RepositoryUrl.of(text).value());
    }

    /** @param repository host, port and path, without scheme and tag */
    static RepositoryAddress ofArtifacts(String repository) {
        String text = repository.strip().replaceAll("/+$", "");
        int slash = text.indexOf('/');
        String plain = slash < 0
                ? text.toLowerCase(Locale.ROOT)
                : text.substring(0, slash).toLowerCase(Locale.ROOT) + text.substring(slash);
        return new RepositoryAddress(true, plain);
    }

    /**
     * Whether both are the same place. A registry on the same machine goes by one name inside of the cluster and by
     * another outside: KSail's local registry is {@code NAME-local-registry} to the cluster's nodes.
     */
    boolean isSame(RepositoryAddress other) {
        return equals(other)
                || (oci
                        && other.oci
                        && path().equals(other.path())
                        && ((isLocalRegistry() && other.isLoopback()) || (other.isLocalRegistry() && isLoopback())));
    }

    private String host() {
        return plain.replaceFirst("/.*$", "").replaceFirst(":\\d+$", "");
    }

    private String path() {
        int slash = plain.indexOf('/');
        return slash < 0 ? "" : plain.substring(slash);
    }

    private boolean isLocalRegistry() {
        return host().endsWith(LOCAL_REGISTRY);
    }

    private boolean isLoopback() {
        return host().equals("localhost") || host().equals("127.0.0.1") || host().equals("[::1]");
    }
}
