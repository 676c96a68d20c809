package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes lists of resources, such as {@code kind: List}, apart. For the API machinery whatever has {@code items} is a list,
 * whichever its kind and name, so that kubectl, Flux and Argo CD apply the items; a kind that does not end with
 * {@code List} counts as a resource of its own, too.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1/unstructured#Unstructured.IsList">IsList</a>
 */
public final class ManifestLists {
    private ManifestLists() {}

    /** In order, each list replaced by its items, and theirs. */
    public static List<Manifest> expand(List<Manifest> manifests) {
        List<Manifest> expanded = new ArrayList<>(manifests.size());
        Deque<Manifest> queue = new ArrayDeque<>(manifests);
        while (!queue.isEmpty()) {
            Manifest manifest = queue.removeFirst();
            SequenceNode items = manifest.root().sequence("items");
            if (items == null || !manifest.kind().endsWith("List")) {
                expanded.add(manifest);
            }
            if (items != null) {
                addFirst(items.items(), queue);
            }
        }
        return expanded;
    }

    private static void addFirst(List<Node> items, Deque<Manifest> queue) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) instanceof MappingNode root) {
                queue.addFirst(new Manifest(root));
            }
        }
    }
}
