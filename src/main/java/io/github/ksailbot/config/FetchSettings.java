package io.github.ksailbot.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is fetched from outside of repositories: bases of kustomizations, and charts. Nothing without hosts, and never for
 * pull requests of forks. Who may push a branch chooses what is asked of these hosts.
 */
public interface FetchSettings {
    /**
     * {@code HOST} for its usual port, {@code HOST:PORT}, or {@code *.DOMAIN}; redirects and token services of registries
     * have to lead to one of them, too. Their addresses have to be public.
     */
    Optional<List<String>> hosts();

    /**
     * The same for hosts that may also have addresses of private networks. Addresses of this machine and its link, and those
     * at which clouds tell their machines secrets, are refused whatever stands here.
     */
    Optional<List<String>> privateHosts();

    /** How much of what was fetched is kept on disk, in MiB, below the data directory. */
    @WithDefault("1024")
    int mebibytes();

    /** How long a branch, a tag, a file or a list of charts is taken for the latest. */
    @WithDefault("10m")
    Duration fresh();

    /** How long one repository, file or chart may take. */
    @WithDefault("60s")
    Duration time();

    /** How long everything may take that is fetched for one verdict: of all environments, on both sides of a change. */
    @WithDefault("5m")
    Duration verdictTime();

    /** How much of it may come in, in MiB. */
    @WithDefault("1024")
    int verdictMebibytes();

    /** How many requests may be sent for it; a chart takes two to six. */
    @WithDefault("5000")
    int verdictRequests();

    /** Credentials for hosts, by names that mean nothing. */
    Map<String, Credential> credentials();

    /** PEM file with authorities to trust beside those that Java trusts. */
    Optional<Path> certificates();

    /** A user and a password for one host, and whose pull requests are judged with what they open. */
    interface Credential {
        /** {@code HOST} for its usual port, or {@code HOST:PORT}; also among the hosts that are fetched from. */
        String host();

        String user();

        String password();

        /**
         * Who may use it: {@code OWNER/NAME} or {@code OWNER/*}. Whoever may push there sees what it opens, in what is rendered.
         */
        List<String> repositories();
    }
}
