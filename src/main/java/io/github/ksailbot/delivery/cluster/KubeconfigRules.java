package io.github.ksailbot.delivery.cluster;

/**
 * What a kubeconfig may ask of this process.
 *
 * @param plugins whether programs and auth providers that it names may run
 * @param filesAnywhere whether it may name files outside of its own directory
 */
public record KubeconfigRules(boolean plugins, boolean filesAnywhere) {
    /** A kubeconfig that is data alone. */
    public static final KubeconfigRules STRICT = new KubeconfigRules(false, false);

    /** The user's own file, on the user's own machine. */
    public static final KubeconfigRules OWN = new KubeconfigRules(true, true);
}
