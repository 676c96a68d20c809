package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The strategic merge patches in the documents of a text: each is a resource, at least with a kind and a name. */
final class PatchDocuments {
    private PatchDocuments() {}

    /** Lists, such as {@code kind: ConfigMapList}, are replaced by their items, which go to the end. */
    static List<MappingNode> resources(List<Node> documents) throws BuildException {
        Deque<Node> open = new ArrayDeque<>(documents);
        List<MappingNode> resources = new ArrayList<>();
        while (!open.isEmpty()) {
            Node document = open.removeFirst();
            if (!(document instanceof MappingNode resource)) {
                throw BuildException.of(
                                OperationReader.INVALID,
                                "This is neither a strategic merge patch, which is a mapping with a kind and a name, nor "
                                        + "a JSON patch, which is a single list of operations.",
                                document.origin())
                        .withFix(
                                "Begin it with `apiVersion` and `kind` of the resource, or with `- op:` of an operation.");
            }
            if (!resource.isEmpty()) {
                requireIdentity(resource);
                if (resource.text("kind").endsWith("List") && resource.has("items")) {
                    SequenceNode items = resource.sequence("items");
                    open.addAll(items == null ? List.of() : items.items());
                } else {
                    resources.add(resource);
                }
            }
        }
        return resources;
    }

    private static void requireIdentity(MappingNode resource) throws BuildException {
        MappingNode metadata = resource.mapping("metadata");
        String missing = "";
        if (resource.text("kind").isEmpty()) {
            missing = "kind";
        } else if (!resource.text("kind").endsWith("List")
                && (metadata == null || metadata.text("name").isEmpty())) {
            missing = "metadata.name";
        }
        if (!missing.isEmpty()) {
            throw BuildException.of(
                            OperationReader.INVALID,
                            "A strategic merge patch needs `" + missing
                                    + "`, even where its `target` says what it is for.",
                            resource.origin())
                    .withFix("Add `" + missing + "`; with a `target` any value will do.");
        }
    }
}
