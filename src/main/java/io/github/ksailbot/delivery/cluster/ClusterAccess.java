package io.github.ksailbot.delivery.cluster;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to talk to a cluster.
 *
 * @param server its address
 * @param certificateAuthority PEM; null for those that the system trusts
 * @param insecure whether any certificate will do
 * @param proxy through which it is reached; null for none
 * @param clientCertificate PEM; null for none
 * @param clientKey PEM; null for none
 * @param token null for none
 * @param tokenFile read again as it is rotated; null for none
 * @param username with the password, for basic authentication; null for none
 * @param password null for none
 * @param plugin whether its user gets credentials from a program; then only the file says how
 */
record ClusterAccess(
        URI server,
        @Nullable String certificateAuthority,
        boolean insecure,
        @Nullable URI proxy,
        @Nullable String clientCertificate,
        @Nullable String clientKey,
        @Nullable String token,
        @Nullable Path tokenFile,
        @Nullable String username,
        @Nullable String password,
        boolean plugin) {

    /** Says nothing of what is secret. */
    @Override
    public String toString() {
        return "ClusterAccess[" + server + "]";
    }
}
