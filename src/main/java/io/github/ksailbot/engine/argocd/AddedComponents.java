package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The components that {@code kustomize edit add component} adds to a kustomization: patterns as what they match, each once.
 *
 * @param directory of the kustomization
 */
record AddedComponents(SourceTree tree, SourcePath directory) {

    /**
     * @param options of the source
     * @param root of the kustomization
     */
    List<Node> of(MappingNode options, MappingNode root) throws RenderFailure, SourceException {
        Set<String> known = new HashSet<>();
        Fields.texts(root, "components").forEach(own -> known.add(own.text()));
        List<Node> components = new ArrayList<>();
        boolean ignoresMissing = options.isTrue("ignoreMissingComponents");
        for (ScalarNode component : Fields.texts(options, "components")) {
            if (!ignoresMissing || isComponent(component.text())) {
                for (String path : paths(component)) {
                    if (known.add(path)) {
                        components.add(ScalarNode.string(path, component.origin()));
                    }
                }
            }
        }
        return components;
    }

    private boolean isComponent(String path) throws SourceException {
        // an address is no directory here
        return !path.contains("://") && KustomizationFiles.isIn(tree, directory.resolve(path));
    }

    private List<String> paths(ScalarNode written) throws RenderFailure, SourceException {
        String text = written.text();
        if (text.contains("://") || !PathPattern.isOne(text)) {
            return List.of(text);
        }
        try {
            List<String> paths = new ArrayList<>();
            for (SourcePath path : new PathPattern(tree, false).paths(directory.resolve(text))) {
                paths.add(PathPattern.relative(directory, path));
            }
            return paths.isEmpty() ? List.of(text) : paths;
        } catch (GlobException e) {
            throw new RenderFailure(Finding.error(
                    "argocd/pattern", "`%s` is no pattern: %s.".formatted(text, e.getMessage()), written.origin()));
        }
    }
}
