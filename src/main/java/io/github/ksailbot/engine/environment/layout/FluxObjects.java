package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;

/** What tells the objects apart that say where a cluster of Flux begins. */
final class FluxObjects {
    private static final String KUSTOMIZATION = "kustomize.toolkit.fluxcd.io/v";
    private static final String SOURCE = "source.toolkit.fluxcd.io/v";
    private static final String INSTANCE = "fluxcd.controlplane.io/v";
    /** The chart that makes a FluxInstance of its values. */
    private static final String INSTANCE_CHART = "flux-instance";

    /** One of these texts is in every file with such an object. */
    static final List<String> MARKS = List.of(KUSTOMIZATION, INSTANCE, INSTANCE_CHART, SOURCE);

    static final FieldPath SOURCE_NAME = FieldPath.of("spec", "sourceRef", "name");
    static final FieldPath SOURCE_KIND = FieldPath.of("spec", "sourceRef", "kind");
    static final FieldPath INSTANCE_PATH = FieldPath.of("spec", "sync", "path");
    static final FieldPath CHART_PATH = FieldPath.of("spec", "values", "instance", "sync", "path");

    private FluxObjects() {}

    static boolean isSource(Manifest manifest) {
        return manifest.apiVersion().startsWith(SOURCE);
    }

    static boolean isOfInterest(Manifest manifest) {
        return isSource(manifest)
                || (manifest.apiVersion().startsWith(KUSTOMIZATION)
                        && manifest.kind().equals("Kustomization")
                        // a patch of one names no source
                        && !text(manifest, SOURCE_NAME).isEmpty())
                || !instancePath(manifest).isEmpty();
    }

    /** Empty when it is no instance of Flux, or one that applies nothing. */
    static String instancePath(Manifest manifest) {
        if (manifest.apiVersion().startsWith(INSTANCE) && manifest.kind().equals("FluxInstance")) {
            return text(manifest, INSTANCE_PATH);
        }
        return manifest.kind().equals("HelmRelease") && manifest.name().equals(INSTANCE_CHART)
                ? text(manifest, CHART_PATH)
                : "";
    }

    static String text(Manifest manifest, FieldPath path) {
        Node node = path.find(manifest.root());
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }
}
