package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Spelling;
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
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds what a {@link FluxKustomization} names, as Flux's kustomize-controller does before it substitutes variables:
 * generates a kustomization where there is none, writes the object's own wishes into it, and builds that in the order of
 * declaration with the whole source as its root.
 *
 * <p>Findings beside those of the build: {@code flux/missing-path}, {@code flux/component}, {@code flux/symbolic-link},
 * {@code flux/not-in-source}, {@code flux/encrypted-kind}.
 */
public final class FluxKustomizer {
    private static final String ENCRYPTED = "ENC[";

    private final Kustomizer kustomizer;

    public FluxKustomizer(Kustomizer kustomizer) {
        this.kustomizer = kustomizer;
    }

    /** @param root of the source in the tree; the cluster gets all that is in it but what Flux leaves out by default */
    public Build build(SourceTree source, SourcePath root, FluxKustomization kustomization) {
        return build(source, new SourceRoot(root, List.of(root), ""), kustomization);
    }

    /** @param sourceRoot what the object's {@code sourceRef} brings to the cluster of the tree */
    Build build(SourceTree source, SourceRoot sourceRoot, FluxKustomization kustomization) {
        SourcePath root = sourceRoot.directory();
        List<Finding> findings = new ArrayList<>();
        TracingSourceTree tree = new TracingSourceTree(source, kustomizer.memo().known(source));
        ArtifactContent artifact = sourceRoot.content(tree);
        try {
            SourcePath directory = directory(tree, root, kustomization);
            if (directory == null) {
                findings.add(missing(tree, root, kustomization));
                return new Build(List.of(), findings, tree.trace());
            }
            KustomizationFiles.Content merged = content(tree, directory, artifact, kustomization, findings::add);
            Build build = kustomizer.build(source, directory, merged, BuildOptions.FLUX);
            findings.addAll(build.findings());
            for (SourcePath file : build.trace().read().keySet()) {
                if (!artifact.holds(file)) {
                    findings.add(notInArtifact(file, kustomization));
                }
            }
            build.manifests().stream()
                    .filter(FluxKustomizer::isEncryptedWhole)
                    .map(FluxKustomizer::encrypted)
                    .forEach(findings::add);
            return new Build(
                    build.manifests(),
                    findings.stream().distinct().toList(),
                    tree.trace(List.of(build.trace())),
                    build.steps());
        } catch (BuildException e) {
            findings.add(e.finding());
        } catch (SourceException e) {
            findings.add(unreadable(kustomization.path(), e, kustomization.pathOrigin())
                    .about(kustomization.manifest().id(), "spec.path"));
        }
        return new Build(List.of(), findings, tree.trace());
    }

    /** The kustomization file of a directory as Flux writes it before it builds. */
    KustomizationFiles.Content content(
            SourceTree tree,
            SourcePath directory,
            ArtifactContent artifact,
            FluxKustomization kustomization,
            Consumer<Finding> findings)
            throws BuildException, SourceException {
        boolean generated = !KustomizationFiles.isIn(tree, directory);
        KustomizationFiles.Content content = generated
                ? new KustomizationGenerator(tree, directory, kustomization.pathOrigin(), artifact, findings).generate()
                : kustomizer.content(tree, directory, findings);
        return new KustomizationMerge(tree, kustomization, findings).merge(content, generated);
    }

    /**
     * Builds a directory as a Kustomization would that asks for nothing else: with a generated kustomization where there is
     * none.
     */
    public Build build(SourceTree source, SourcePath directory) {
        TracingSourceTree tree = new TracingSourceTree(source, kustomizer.memo().known(source));
        List<Finding> findings = new ArrayList<>();
        try {
            if (tree.find(directory).filter(SourceEntry::isDirectory).isPresent()
                    && !KustomizationFiles.isIn(tree, directory)) {
                Origin origin = Origin.of(directory.toString(), 1, 1);
                ArtifactContent artifact = SourceRoot.WHOLE.content(tree);
                KustomizationFiles.Content content =
                        new KustomizationGenerator(tree, directory, origin, artifact, findings::add).generate();
                Build build = kustomizer.build(source, directory, content, BuildOptions.FLUX);
                findings.addAll(build.findings());
                return new Build(build.manifests(), findings, tree.trace(List.of(build.trace())), build.steps());
            }
        } catch (SourceException e) {
            findings.add(unreadable(directory.toString(), e, Origin.of(directory.toString(), 1, 1)));
            return new Build(List.of(), findings, tree.trace());
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

    /** Kustomize breaks down over what has no kind that it can read. */
    private static boolean isEncryptedWhole(Manifest manifest) {
        return manifest.apiVersion().startsWith(ENCRYPTED) || manifest.kind().startsWith(ENCRYPTED);
    }

    private static Finding encrypted(Manifest manifest) {
        return Finding.error(
                        "flux/encrypted-kind",
                        "The kind of this resource is encrypted, too, so that kustomize cannot build it.",
                        manifest.origin())
                .withFix("Encrypt values only: `encrypted_regex: ^(data|stringData)$` in `.sops.yaml`.");
    }

    private static Finding notInArtifact(SourcePath file, FluxKustomization kustomization) {
        return Finding.error(
                        "flux/not-in-source",
                        "`%s` needs `%s`, which its source does not bring to the cluster."
                                .formatted(kustomization.name(), file),
                        kustomization.pathOrigin())
                .about(kustomization.manifest().id(), "spec.path")
                .withFix(
                        "Take the file in by `.sourceignore` or `spec.ignore` of the source, or refer to another one.");
    }

    private static Finding unreadable(String path, SourceException e, Origin origin) {
        String message = "`%s` cannot be read: %s.".formatted(path, e.getMessage());
        return e.isUnchecked()
                ? Finding.unchecked("flux/path", message, origin)
                : Finding.error("flux/path", message, origin);
    }

    private static Finding missing(SourceTree tree, SourcePath root, FluxKustomization kustomization) {
        Manifest manifest = kustomization.manifest();
        String near = near(tree, root, kustomization);
        return Finding.error(
                        "flux/missing-path",
                        "There is no directory `%s`, which the Kustomization `%s` applies."
                                .formatted(kustomization.path(), kustomization.name()),
                        kustomization.pathOrigin())
                .about(manifest.id(), "spec.path")
                .withFix(
                        near.isEmpty()
                                ? "Correct the path; it begins at the root of what the source brings."
                                : "Did you mean `" + near + "`?");
    }

    /** The path that was probably meant: each name that is not there is taken for the nearest one; empty when none is near. */
    private static String near(SourceTree tree, SourcePath root, FluxKustomization kustomization) {
        try {
            SourcePath known = root;
            List<String> meant = new ArrayList<>();
            for (String name : kustomization.relativePath().split("/", -1)) {
                if (name.isEmpty() || name.equals(".")) {
                    continue;
                }
                Collection<String> names = tree.names(known);
                String nearest = names.contains(name) ? name : Spelling.nearest(name, names);
                if (nearest.isEmpty()) {
                    return "";
                }
                meant.add(nearest);
                known = known.resolve(nearest);
            }
            boolean isDirectory =
                    tree.find(known).filter(SourceEntry::isDirectory).isPresent();
            return isDirectory ? "./" + String.join("/", meant) : "";
        } catch (SourceException e) {
            // Nothing is there to be near to.
            return "";
        }
    }
}
