package io.github.ksailbot.sandbox.kubernetes.argocd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** repo-server's part: what a directory of a source says, through kustomize when it has a kustomization. */
final class Manifests {
    private final Kustomizer kustomizer = new Kustomizer();
    private final ObjectMapper mapper = new ObjectMapper();

    /** Nothing can be made of it. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    List<ObjectNode> of(SourceTree tree, String path) throws Failed {
        try {
            SourcePath directory = SourcePath.ROOT.resolve(path.isEmpty() ? "." : path);
            Optional<SourceEntry> entry = tree.find(directory);
            if (!directory.isRoot() && (entry.isEmpty() || !entry.get().isDirectory())) {
                throw new Failed(path + ": app path does not exist");
            }
            return KustomizationFiles.isIn(tree, directory) ? built(tree, directory) : plain(tree, directory);
        } catch (SourceException e) {
            throw new Failed(path + ": app path is not absolute: " + e.getMessage());
        }
    }

    private List<ObjectNode> built(SourceTree tree, SourcePath directory) throws Failed {
        Build build = kustomizer.build(tree, directory, BuildOptions.COMMAND_LINE);
        for (Finding finding : build.findings()) {
            if (finding.severity() == Severity.ERROR) {
                throw new Failed("`kustomize build` failed exit status 1: Error: " + finding.message());
            }
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (Manifest manifest : build.manifests()) {
            add(manifest.root(), objects);
        }
        return objects;
    }

    private List<ObjectNode> plain(SourceTree tree, SourcePath directory) throws SourceException, Failed {
        List<ObjectNode> objects = new ArrayList<>();
        for (SourceEntry entry : tree.list(directory)) {
            String name = entry.path().name();
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                byte[] content = tree.read(entry.path());
                for (Node node : new YamlReader(YamlLimits.DEFAULT)
                        .read(entry.path().value(), content)
                        .documents()) {
                    add(node, objects);
                }
            }
        }
        return objects;
    }

    private void add(Node node, List<ObjectNode> objects) throws Failed {
        try {
            if (mapper.readTree(CanonicalJson.of(node)) instanceof ObjectNode object) {
                objects.add(object);
            }
        } catch (JsonProcessingException e) {
            throw new Failed("error unmarshaling: " + e.getOriginalMessage());
        }
    }
}
