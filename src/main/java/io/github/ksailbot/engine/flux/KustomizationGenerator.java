package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceException.Reason;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.Visits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The kustomization that Flux writes into a directory without one: every YAML file below it, and every directory below it
 * that has a kustomization of its own, which is not entered.
 */
final class KustomizationGenerator {
    /** Flux gives an empty directory this namespace, because kustomize refuses a kustomization without any field. */
    private static final String NOTHING = "_placeholder";

    private final SourceTree tree;
    private final SourcePath directory;
    private final Origin origin;
    private final ArtifactContent content;
    private final Consumer<Finding> findings;
    private final List<Node> resources = new ArrayList<>();
    private final Visits visits = new Visits();

    /**
     * @param origin of everything in it: the line that names the directory
     * @param content what the source brings of the tree
     * @param findings takes what was left out
     */
    KustomizationGenerator(
            SourceTree tree, SourcePath directory, Origin origin, ArtifactContent content, Consumer<Finding> findings) {
        this.content = content;
        this.tree = tree;
        this.directory = directory;
        this.origin = origin;
        this.findings = findings;
    }

    /** @throws SourceException when the tree cannot be read, or is too large */
    KustomizationFiles.Content generate() throws SourceException {
        scan(directory, ".");
        MappingNode root = MappingNode.empty(origin)
                .with("apiVersion", text("kustomize.config.k8s.io/v1beta1"))
                .with("kind", text("Kustomization"));
        root = resources.isEmpty()
                ? root.with("namespace", text(NOTHING))
                : root.with("resources", new SequenceNode(resources, origin));
        return new KustomizationFiles.Content(directory.child(KustomizationFiles.NAMES.get(0)), root);
    }

    private void scan(SourcePath at, String relative) throws SourceException {
        for (String name : tree.names(at)) {
            SourcePath path = at.child(name);
            visits.count(path);
            Optional<SourceEntry> entry = find(path);
            String found = relative + "/" + name;
            if (entry.isEmpty()) {
                continue;
            }
            if (entry.get().isFile()) {
                if ((name.endsWith(".yaml") || name.endsWith(".yml")) && content.holds(path)) {
                    resources.add(text(found));
                }
            } else if (!entry.get().path().equals(path)) {
                // a link to a directory is a file to who walks a directory, and one without the right ending
                continue;
            } else if (KustomizationFiles.isIn(tree, path)) {
                resources.add(text(found));
            } else {
                scan(path, found);
            }
        }
    }

    /** Empty for a link that leads out of the tree or in a circle: a source of Flux's carries none. */
    private Optional<SourceEntry> find(SourcePath path) throws SourceException {
        try {
            return tree.find(path);
        } catch (SourceException e) {
            if (e.reason() != Reason.ESCAPES && e.reason() != Reason.LOOP) {
                throw e;
            }
            findings.accept(Finding.warning(
                            "flux/symbolic-link",
                            "%s; Flux's source leaves it out, so that nothing of it is applied."
                                    .formatted(e.getMessage()),
                            origin)
                    .withFix("Put the file in its place, or remove the link."));
            return Optional.empty();
        }
    }

    private ScalarNode text(String text) {
        return ScalarNode.string(text, origin);
    }
}
