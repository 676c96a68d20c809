package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.engine.environment.GitOpsEngine;

/** What an engine takes for an artifact with manifests. */
public enum ArtifactForm {
    /** Flux takes any layer; with these types its own tools know what is in it. */
    FLUX("application/vnd.cncf.flux.config.v1+json", "application/vnd.cncf.flux.content.v1.tar+gzip", true),
    /** Argo CD refuses layers of other types than these unless it is told otherwise. */
    ARGO_CD("application/vnd.oci.image.config.v1+json", "application/vnd.oci.image.layer.v1.tar+gzip", false);

    private final String configType;
    private final String layerType;
    private final boolean leavesOutByDefault;

    ArtifactForm(String configType, String layerType, boolean leavesOutByDefault) {
        this.configType = configType;
        this.layerType = layerType;
        this.leavesOutByDefault = leavesOutByDefault;
    }

    /** Without an engine it is Flux's: that is what KSail's own tools read. */
    public static ArtifactForm of(GitOpsEngine engine) {
        return switch (engine) {
            case ARGO_CD -> ARGO_CD;
            case FLUX, NONE -> FLUX;
        };
    }

    String configType() {
        return configType;
    }

    String layerType() {
        return layerType;
    }

    /** Whether the engine leaves pictures, archives and files of build services out, so that nobody needs them. */
    boolean leavesOutByDefault() {
        return leavesOutByDefault;
    }
}
