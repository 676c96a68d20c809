package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/** Takes lists of resources, such as {@code kind: List}, apart. */
public final class ManifestLists {
    private ManifestLists() {}

    /** In order, each list replaced by its items. */
    public static List<Manifest> expand(List<Manifest> manifests) {
        List<Manifest> expanded = new ArrayList<>(manifests.size());
        for (Manifest manifest : manifests) {
            SequenceNode items = manifest.root().sequence("items");
            boolean isList = items != null
                    && manifest.kind().endsWith("List")
                    && manifest.name().isEmpty();
            if (items != null && isList) {
                for (Node item : items.items()) {
                    if (item instanceof MappingNode root) {
                        expanded.add(new Manifest(root));
                    }
                }
            } else {
                expanded.add(manifest);
            }
        }
        return expanded;
    }
}
