package io.github.ksailbot.delivery.cluster;

import java.util.List;

/**
 * All objects of a kind at one moment.
 *
 * @param resourceVersion the moment: a watch that starts here misses nothing
 */
public record ObjectList(List<KubernetesObject> items, String resourceVersion) {
    public ObjectList {
        items = List.copyOf(items);
    }
}
