package io.github.ksailbot.engine.kustomize.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The resources of a build so far, in the order in which they were accumulated. Immutable.
 *
 * @param resources no two with the same current id, as far as the repository keeps that rule
 */
public record ResourceMap(List<Resource> resources) {
    public static final ResourceMap EMPTY = new ResourceMap(List.of());

    public ResourceMap {
        resources = List.copyOf(resources);
    }

    public int size() {
        return resources.size();
    }

    /** Those that have this id now. */
    public List<Resource> withCurrentId(ResId id) {
        return resources.stream().filter(resource -> resource.id().isSameAs(id)).toList();
    }

    /** Those that have this id now or had it before. */
    public List<Resource> withAnyId(ResId id) {
        return resources.stream()
                .filter(resource -> resource.allIds().stream().anyMatch(id::isSameAs))
                .toList();
    }

    /** The same resources, each changed by a step that neither adds nor removes any. */
    public ResourceMap map(UnaryOperator<Resource> step) {
        List<Resource> changed = new ArrayList<>(resources.size());
        resources.forEach(resource -> changed.add(step.apply(resource)));
        return new ResourceMap(changed);
    }
}
