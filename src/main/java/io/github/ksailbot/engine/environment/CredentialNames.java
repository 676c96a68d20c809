package io.github.ksailbot.engine.environment;

/**
 * Names of variables that hold the registry's password, as {@code spec.cluster.localRegistry.credentials} gives them. A
 * name that is set decides: without a value there is no password, and never that of another name.
 *
 * @param token of both sides; empty when it is not set
 * @param cli of whoever pushes, before {@code token}; empty when it is not set
 * @param cluster of whoever pulls, before {@code token}; empty when it is not set
 */
public record CredentialNames(String token, String cli, String cluster) {
    public static final CredentialNames NONE = new CredentialNames("", "", "");

    /** The variable with the password for pushing; empty when the registry reference itself holds it. */
    public String forPush() {
        return cli.isEmpty() ? token : cli;
    }

    /** The variable with the password for pulling; empty when the registry reference itself holds it. */
    public String forPull() {
        return cluster.isEmpty() ? token : cluster;
    }
}
