package io.github.ksailbot.delivery.reconcile;

import java.util.Locale;

/**
 * A registry's repository, without what may differ between two spellings of it.
 *
 * @param plain {@code host[:port]/path}, the host in lower case
 */
public record ArtifactPlace(String plain) {
    private static final String LOCAL_REGISTRY = "-local-registry";

    /** @param url with or without a scheme */
    public static ArtifactPlace of(String url) {
        String address = url.strip().replaceFirst("^[a-zA-Z]+://", "").replaceAll("/+$", "");
        int slash = address.indexOf('/');
        return new ArtifactPlace(
                slash < 0
                        ? address.toLowerCase(Locale.ROOT)
                        : address.substring(0, slash).toLowerCase(Locale.ROOT) + address.substring(slash));
    }

    /**
     * Whether both are the same place. A registry on the same machine goes by one name inside of the cluster and by another
     * outside: KSail's local registry is {@code NAME-local-registry} to the cluster's nodes.
     */
    public boolean isSame(ArtifactPlace other) {
        boolean isLocal = (isLocalRegistry() && other.isLoopback()) || (other.isLocalRegistry() && isLoopback());
        return equals(other) || (isLocal && path().equals(other.path()));
    }

    private String host() {
        int slash = plain.indexOf('/');
        String authority = slash < 0 ? plain : plain.substring(0, slash);
        return authority.replaceFirst(":\\d+$", "");
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
