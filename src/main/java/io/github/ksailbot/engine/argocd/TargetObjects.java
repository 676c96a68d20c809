package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the repo-server makes of documents that hold several objects, whichever tool printed them. */
final class TargetObjects {
    private static final String ITEMS = "items";

    private TargetObjects() {}

    /** Items in the place of what holds them; what holds no items goes. */
    static List<Manifest> of(List<Manifest> documents, Consumer<Finding> findings) {
        List<Manifest> objects = new ArrayList<>();
        for (Manifest document : documents) {
            SequenceNode items = document.root().sequence(ITEMS);
            if (items != null) {
                items.items().forEach(item -> add(item, objects, findings));
            } else if (!isNullList(document.root())) {
                objects.add(document);
            }
        }
        return objects;
    }

    private static void add(Node item, List<Manifest> objects, Consumer<Finding> findings) {
        if (item instanceof MappingNode object && !object.text("kind").isEmpty()) {
            objects.add(new Manifest(object));
        } else {
            findings.accept(Finding.error(
                    "argocd/no-kind",
                    "An item of this list has no `kind`, so Argo CD renders nothing of the Application.",
                    item.origin()));
        }
    }

    private static boolean isNullList(MappingNode document) {
        return document.get(ITEMS) instanceof ScalarNode items
                && items.isNull()
                && !document.has("spec")
                && !document.has("status");
    }
}
