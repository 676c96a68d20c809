package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies one value into fields of other resources. Immutable; safe for several threads. */
public final class Replacement {
    private final ReplacementSource source;
    private final List<ReplacementTarget> targets;

    Replacement(ReplacementSource source, List<ReplacementTarget> targets) {
        this.source = source;
        this.targets = List.copyOf(targets);
    }

    /**
     * Copies the value.
     *
     * @param work takes what looking for the resources, and writing, costs
     * @return resources that are no target are the same objects
     * @throws BuildException when there is no source, or a field of a target cannot be written
     */
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        Node value = source.value(resources, work);
        ResourceMap current = resources;
        for (ReplacementTarget target : targets) {
            List<Integer> places = new ArrayList<>();
            List<@Nullable Resource> written = new ArrayList<>();
            for (int place : target.select().ids().candidates(current, work)) {
                Resource resource = current.get(place);
                if (target.selects(resource, work)) {
                    places.add(place);
                    written.add(target.write(resource, value, work));
                }
            }
            current = places.isEmpty() ? current : current.with(places, written, work);
        }
        return current;
    }
}
