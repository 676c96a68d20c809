package io.github.ksailbot.engine.argocd.appset;

import java.util.Map;

/**
 * A cluster that Argo CD knows.
 *
 * @param server address of its API server
 * @param project that it belongs to; empty for none
 * @param isDeclared whether a Secret declares it; else it is the one that Argo CD runs in
 * @param kubeVersion such as {@code v1.33.0}; empty when nobody knows it
 */
public record Cluster(
        String name,
        String server,
        String project,
        Map<String, String> labels,
        Map<String, String> annotations,
        boolean isDeclared,
        String kubeVersion) {
    static final String LOCAL_SERVER = "https://kubernetes.default.svc";

    /** The cluster that Argo CD runs in, as long as no Secret declares it. */
    public static final Cluster LOCAL = new Cluster("in-cluster", LOCAL_SERVER, "", Map.of(), Map.of(), false);

    /** One whose version of Kubernetes nobody knows. */
    public Cluster(
            String name,
            String server,
            String project,
            Map<String, String> labels,
            Map<String, String> annotations,
            boolean isDeclared) {
        this(name, server, project, labels, annotations, isDeclared, "");
    }

    public Cluster {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
