package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the content of manifest files into resources: empty documents are dropped, lists are taken apart. */
public final class ResourceFiles {
    private ResourceFiles() {}

    /**
     * The resources of a file.
     *
     * @param content a file of manifests
     * @param findings what is wrong with it; the resources that are right are given back all the same
     * @param work takes what reading costs
     */
    public static List<Resource> read(LoadedFile content, Consumer<Finding> findings, Work work) {
        return resources(work.read(YamlDialect.KUSTOMIZE, content.file(), content.content()), findings);
    }

    /** The same for manifests that stand in a scalar of another file. */
    public static List<Resource> readEmbedded(ScalarNode text, Consumer<Finding> findings, Work work) {
        return resources(work.readEmbedded(YamlDialect.KUSTOMIZE, text), findings);
    }

    private static List<Resource> resources(YamlDocuments documents, Consumer<Finding> findings) {
        documents.findings().forEach(findings);
        Deque<Node> queue = new ArrayDeque<>(unwrapped(documents.documents()));
        List<Resource> resources = new ArrayList<>();
        while (!queue.isEmpty()) {
            Node node = queue.removeFirst();
            MappingNode root = checked(node, findings);
            if (root == null) {
                continue;
            }
            Node items = root.text("kind").endsWith("List") ? root.get("items") : null;
            if (items == null) {
                resources.add(Resource.of(root));
            } else if (items instanceof SequenceNode sequence) {
                queue.addAll(sequence.items());
            } else if (!(items instanceof ScalarNode scalar && scalar.isNull())) {
                findings.accept(
                        notAResource("The `items` of a %s must be a list.".formatted(root.text("kind")), items));
            }
        }
        return resources;
    }

    /** A file that is one {@code List} stands for its items. */
    private static List<Node> unwrapped(List<Node> documents) {
        if (documents.size() == 1 && documents.get(0) instanceof MappingNode root) {
            String kind = root.text("kind");
            SequenceNode items = root.sequence("items");
            if (items != null && (kind.equals("List") || kind.equals("ResourceList"))) {
                return items.items();
            }
        }
        return documents;
    }

    private static @Nullable MappingNode checked(Node node, Consumer<Finding> findings) {
        if (node instanceof ScalarNode scalar && scalar.isNull()) {
            return null;
        }
        if (!(node instanceof MappingNode root)) {
            findings.accept(notAResource("This document is no Kubernetes resource: it is not a mapping.", node));
            return null;
        }
        if (root.isEmpty()) {
            return null;
        }
        Manifest manifest = new Manifest(root);
        if (manifest.kind().isEmpty()) {
            findings.accept(notAResource("This document is no Kubernetes resource: it has no `kind`.", root));
            return null;
        }
        if (manifest.name().isEmpty() && !manifest.kind().endsWith("List")) {
            findings.accept(notAResource("This %s has no `metadata.name`.".formatted(manifest.kind()), root)
                    .atField("metadata.name"));
            return null;
        }
        return root;
    }

    private static Finding notAResource(String message, Node where) {
        return Finding.error("kustomize/not-a-resource", message, where.origin());
    }
}
