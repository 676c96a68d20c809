package io.github.ksailbot.delivery.cluster;

/**
 * How an environment names its cluster, as {@code spec.cluster.connection} of its ksail file says.
 *
 * @param kubeconfig as it is written there; empty when it says none
 * @param context as it is written there; empty when it says none
 */
public record ClusterRef(String kubeconfig, String context) {

    /** For messages: the context, or else the kubeconfig. */
    @Override
    public String toString() {
        if (context.isEmpty()) {
            return kubeconfig.isEmpty() ? "no context" : "kubeconfig `" + kubeconfig + "`";
        }
        return "context `" + context + "`";
    }
}
