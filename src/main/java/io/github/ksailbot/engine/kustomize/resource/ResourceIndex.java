package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places of resources by their ids and names, those that they had before included. Grows with the map it belongs to. */
final class ResourceIndex {
    private final Map<ResId, List<Integer>> byId = new HashMap<>();
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private int size;

    ResourceIndex(List<Resource> resources, Work work) {
        add(resources, work);
    }

    /**
     * The index of a map that has more resources: this one, unless another map has gone on from it already.
     *
     * @param at how many resources the map has without them
     * @return null when there is none yet
     */
    @Nullable ResourceIndex plus(int at, List<Resource> more, Work work) {
        if (at != size) {
            return null;
        }
        add(more, work);
        return this;
    }

    private void add(List<Resource> resources, Work work) {
        for (Resource resource : resources) {
            List<ResId> ids = resource.allIds();
            work.spend(2L * ids.size());
            for (ResId id : ids) {
                add(byId.computeIfAbsent(id.effective(), any -> new ArrayList<>(1)));
                add(byName.computeIfAbsent(id.name(), any -> new ArrayList<>(1)));
            }
            size++;
        }
    }

    private void add(List<Integer> places) {
        if (places.isEmpty() || places.get(places.size() - 1) != size) {
            places.add(size);
        }
    }

    List<Integer> withId(ResId id) {
        return byId.getOrDefault(id.effective(), List.of());
    }

    List<Integer> named(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
