package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.TracingSourceTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds what a {@link FluxKustomization} names, as Flux's kustomize-controller does before it substitutes variables:
 * generates a kustomization where there is none, writes the object's own wishes into it, and builds that in the order of
 * declaration with the whole source as its root.
 *
 * <p>Findings beside those of the build: {@code flux/missing-path}, {@code flux/component}, {@code flux/symbolic-link}.
 */
public final class FluxKustomizer {
    private final Kustomizer kustomizer;

    public FluxKustomizer(Kustomizer kustomizer) {
        this.kustomizer = kustomizer;
    }

    /** @param source as the object's {@code sourceRef} brings it to the cluster */
    public Build build(SourceTree source, SourcePath root, FluxKustomization kustomization) {
        List<Finding> findings = new ArrayList<>();
        TracingSourceTree tree = new TracingSourceTree(source);
        try {
            SourcePath directory = directory(tree, root, kustomization);
            if (directory == null) {
                findings.add(missing(kustomization));
                return new Build(List.of(), findings, tree.trace());
            }
            boolean generated = !KustomizationFiles.isIn(tree, directory);
            KustomizationFiles.Content content = generated
                    ? new KustomizationGenerator(tree, directory, kustomization.pathOrigin(), findings::add).generate()
                    : kustomizer.content(tree, directory, findings::add);
            KustomizationFiles.Content merged =
                    new KustomizationMerge(tree, kustomization, findings::add).merge(content, generated);
            Build build = kustomizer.build(source, directory, merged, BuildOptions.FLUX);
            findings.addAll(build.findings());
            return new Build(
                    build.manifests(), findings.stream().distinct().toList(), tree.trace(List.of(build.trace())));
        } catch (BuildException e) {
            findings.add(e.finding());
        } catch (SourceException e) {
            findings.add(Finding.error(
                            "flux/path",
                            "`%s` cannot be read: %s.".formatted(kustomization.path(), e.getMessage()),
                            kustomization.pathOrigin())
                    .about(kustomization.manifest().id(), "spec.path"));
        }
        return new Build(List.of(), findings, tree.trace());
    }

    /**
     * Builds a directory as a Kustomization would that asks for nothing else: with a generated kustomization where there is
     * none.
     */
    public Build build(SourceTree source, SourcePath directory) {
        TracingSourceTree tree = new TracingSourceTree(source);
        List<Finding> findings = new ArrayList<>();
        try {
            if (tree.find(directory).filter(SourceEntry::isDirectory).isPresent()
                    && !KustomizationFiles.isIn(tree, directory)) {
                Origin origin = Origin.of(directory.toString(), 1, 1);
                KustomizationFiles.Content content =
                        new KustomizationGenerator(tree, directory, origin, findings::add).generate();
                Build build = kustomizer.build(source, directory, content, BuildOptions.FLUX);
                findings.addAll(build.findings());
                return new Build(build.manifests(), findings, tree.trace(List.of(build.trace())));
            }
        } catch (SourceException e) {
            // the build meets the same, and says it in its own way
            return kustomizer.build(source, directory, BuildOptions.FLUX);
        }
        return kustomizer.build(source, directory, BuildOptions.FLUX);
    }

    /** Null when there is no such directory. */
    private static @Nullable SourcePath directory(SourceTree tree, SourcePath root, FluxKustomization kustomization)
            throws SourceException {
        return tree.find(resolved(root, kustomization))
                .filter(SourceEntry::isDirectory)
                .map(SourceEntry::path)
                .orElse(null);
    }

    /** The directory that a Kustomization names, whether it is there or not; null when it leads out of the source. */
    static @Nullable SourcePath path(SourcePath root, FluxKustomization kustomization) {
        try {
            return resolved(root, kustomization);
        } catch (SourceException e) {
            return null;
        }
    }

    private static SourcePath resolved(SourcePath root, FluxKustomization kustomization) throws SourceException {
        String relative = kustomization.relativePath();
        SourcePath path = SourcePath.ROOT.resolve(relative.isEmpty() ? "." : relative);
        return root.resolve(path.isRoot() ? "." : path.value());
    }

    private static Finding missing(FluxKustomization kustomization) {
        Manifest manifest = kustomization.manifest();
        return Finding.error(
                        "flux/missing-path",
                        "There is no directory `%s`, which the Kustomization `%s` applies."
                                .formatted(kustomization.path(), kustomization.name()),
                        kustomization.pathOrigin())
                .about(manifest.id(), "spec.path")
                .withFix("Correct the path; it begins at the root of the repository.");
    }
}
