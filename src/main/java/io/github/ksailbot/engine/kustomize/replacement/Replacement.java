package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.manifest.Node;
import java.util.ArrayList;
import java.util.List;

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
     * @return resources that are no target are the same objects
     * @throws BuildException when there is no source, or a field of a target cannot be written
     */
    public ResourceMap apply(ResourceMap resources) throws BuildException {
        Node value = source.value(resources);
        ResourceMap current = resources;
        for (ReplacementTarget target : targets) {
            List<Resource> written = new ArrayList<>(current.size());
            for (Resource resource : current.resources()) {
                written.add(target.selects(resource) ? target.write(resource, value) : resource);
            }
            current = new ResourceMap(written);
        }
        return current;
    }
}
