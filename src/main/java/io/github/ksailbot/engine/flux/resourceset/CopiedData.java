package io.github.ksailbot.engine.flux.resourceset;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import java.util.List;

/** ConfigMaps and Secrets that the operator fills with what another one holds, where the environment renders that. */
final class CopiedData {
    private static final String FROM = "fluxcd.controlplane.io/copyFrom";

    private CopiedData() {}

    static Manifest into(Manifest object, Surroundings surroundings) {
        MappingNode metadata = object.root().mapping("metadata");
        MappingNode annotations = metadata == null ? null : metadata.mapping("annotations");
        boolean isSecret = object.kind().equals("Secret");
        if (annotations == null
                || !annotations.has(FROM)
                || !object.apiVersion().equals("v1")
                || !(isSecret || object.kind().equals("ConfigMap"))) {
            return object;
        }
        String[] from = annotations.text(FROM).split("/", -1);
        Manifest source = from.length == 2 ? surroundings.find(new ObjectKey(object.kind(), from[0], from[1])) : null;
        if (source == null) {
            return object;
        }
        MappingNode root = object.root();
        for (String field : isSecret ? List.of("data", "stringData") : List.of("data", "binaryData")) {
            Node data = source.root().get(field);
            root = data == null ? root : root.with(field, data);
        }
        Node type = source.root().get("type");
        return new Manifest(isSecret && type != null && !root.has("type") ? root.with("type", type) : root);
    }
}
