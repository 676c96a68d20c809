package io.github.ksailbot.engine.flux;

/** Objects of Flux, and what they deliver, as repositories of tests hold them. */
public final class FluxText {
    private FluxText() {}

    /**
     * A Kustomization of the repository's own source.
     *
     * @param path as it is written, from the top of the repository
     * @param more lines of its spec
     */
    public static String kustomization(String name, String path, String more) {
        return """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: %s, namespace: flux-system}
            spec:
              interval: 10m
              prune: true
              sourceRef: {kind: GitRepository, name: flux-system}
              path: %s
            """.formatted(name, path) + more;
    }

    /** A Deployment {@code web} whose number of replicas is a variable, on its fifth line. */
    public static String deploymentOfVariableReplicas() {
        return """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              replicas: ${replicas}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: web:1}]}
            """;
    }
}
