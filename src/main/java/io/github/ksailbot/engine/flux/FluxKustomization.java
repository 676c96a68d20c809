package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Kustomization} of Flux: a directory of a source, and what Flux does with it.
 *
 * @param manifest the object as its parent renders it
 * @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/">Flux</a>
 */
public record FluxKustomization(Manifest manifest) {
    private static final String GROUP = "kustomize.toolkit.fluxcd.io/";
    private static final String KIND = "Kustomization";

    /** Whether a manifest is one. */
    public static boolean isOne(Manifest manifest) {
        return manifest.kind().equals(KIND) && manifest.apiVersion().startsWith(GROUP);
    }

    public String name() {
        return manifest.name();
    }

    public String namespace() {
        return manifest.namespace();
    }

    /** {@code spec}; empty when it is not there. */
    public MappingNode spec() {
        return manifest.spec();
    }

    /** What brings the files; a {@code GitRepository} without a name when it does not say. */
    public ObjectKey source() {
        MappingNode reference = spec().mapping("sourceRef");
        return reference == null
                ? new ObjectKey("GitRepository", namespace(), "")
                : ObjectKey.of(reference, "GitRepository", namespace());
    }

    /** {@code spec.path}, relative to the root of the source; the root itself when it is not there. */
    public String path() {
        return spec().text("path");
    }

    /** {@code spec.path} without slashes before it: an absolute path begins at the root of the source, too. */
    String relativePath() {
        return path().replaceFirst("^/+", "");
    }

    /** Where the path is written; the object when it is not. */
    public Origin pathOrigin() {
        ScalarNode path = spec().scalar("path");
        return path == null ? manifest.origin() : path.origin();
    }

    /** Whether Flux has been told to leave it alone. */
    public boolean suspended() {
        return spec().isTrue("suspend");
    }

    /** Whether what SOPS encrypted is decrypted before it is applied. */
    boolean decryptsSops() {
        MappingNode decryption = spec().mapping("decryption");
        return decryption != null && decryption.text("provider").equals("sops");
    }

    /** Whether components that are not there are left out rather than an error. */
    public boolean ignoresMissingComponents() {
        return spec().isTrue("ignoreMissingComponents");
    }

    /** Labels and annotations that every object gets; null when there are none. */
    public @Nullable MappingNode commonMetadata() {
        return spec().mapping("commonMetadata");
    }
}
