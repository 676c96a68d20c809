package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a build so far, in the order in which they were accumulated: no two with the same current id, as far
 * as the repository keeps that rule. Immutable.
 */
public final class ResourceMap {
    /** References that are copied in one step, all at once. */
    private static final int REFERENCES_PER_STEP = 64;

    public static final ResourceMap EMPTY = new ResourceMap(List.of());

    private final List<Resource> resources;
    private @Nullable ResourceIndex index;

    public ResourceMap(Collection<Resource> resources) {
        this(resources.toArray(Resource[]::new), null);
    }

    private ResourceMap(Resource[] resources, @Nullable ResourceIndex index) {
        this.resources = Collections.unmodifiableList(Arrays.asList(resources));
        this.index = index;
    }

    public List<Resource> resources() {
        return resources;
    }

    public int size() {
        return resources.size();
    }

    public Resource get(int place) {
        return resources.get(place);
    }

    /** Places of those that have this id now or had it before, in order. */
    public List<Integer> withAnyId(ResId id, Work work) {
        return before(size(), index(work).withId(id));
    }

    /** Places of those that have this name now or had it before, whatever their kind and namespace, in order. */
    public List<Integer> named(String name, Work work) {
        return before(size(), index(work).named(name));
    }

    /** These and more behind them. */
    public ResourceMap plus(List<Resource> more, Work work) {
        work.spend(1 + (size() + more.size()) / REFERENCES_PER_STEP);
        Resource[] all = resources.toArray(new Resource[size() + more.size()]);
        for (int i = 0; i < more.size(); i++) {
            all[size() + i] = more.get(i);
        }
        ResourceIndex known = size() == 0 ? null : index;
        return new ResourceMap(all, known == null ? null : known.plus(size(), more, work));
    }

    /** The same with another resource in one place. */
    public ResourceMap with(int place, Resource resource, Work work) {
        work.spend(1 + size() / REFERENCES_PER_STEP);
        Resource[] all = resources.toArray(Resource[]::new);
        boolean sameIds = all[place].hasIdsOf(resource);
        all[place] = resource;
        return new ResourceMap(all, sameIds ? index : null);
    }

    /**
     * The same with others in some places.
     *
     * @param places rising
     * @param changed for each place; null takes the resource out
     */
    public ResourceMap with(List<Integer> places, List<@Nullable Resource> changed, Work work) {
        work.spend(1 + size() / 8 + places.size());
        List<Resource> all = new ArrayList<>(size());
        boolean sameIds = true;
        int next = 0;
        for (int place = 0; place < size(); place++) {
            Resource resource = resources.get(place);
            if (next < places.size() && places.get(next) == place) {
                Resource other = changed.get(next++);
                sameIds &= other != null && other.hasIdsOf(resource);
                resource = other;
            }
            if (resource != null) {
                all.add(resource);
            }
        }
        return new ResourceMap(all.toArray(Resource[]::new), sameIds ? index : null);
    }

    /** The same resources, each changed by a step that neither adds nor removes any. */
    public ResourceMap map(UnaryOperator<Resource> step) {
        List<Resource> changed = new ArrayList<>(resources.size());
        resources.forEach(resource -> changed.add(step.apply(resource)));
        return new ResourceMap(changed);
    }

    private ResourceIndex index(Work work) {
        ResourceIndex current = index;
        if (current == null) {
            current = new ResourceIndex(resources, work);
            index = current;
        }
        return current;
    }

    /** An index may know of resources that were added to a later map. */
    private static List<Integer> before(int end, List<Integer> places) {
        int last = places.size();
        while (last > 0 && places.get(last - 1) >= end) {
            last--;
        }
        return List.copyOf(places.subList(0, last));
    }
}
