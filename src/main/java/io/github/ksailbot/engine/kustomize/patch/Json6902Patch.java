package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.Behavior;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A JSON patch for the resources that a selector finds. */
final class Json6902Patch implements Patch {
    private final JsonPatch patch;
    private final Selector target;
    private final boolean remembersId;

    /**
     * @param remembersId whether the resource is still found by the id that it had before: so for {@code patches}, not for
     *     {@code patchesJson6902}
     */
    Json6902Patch(JsonPatch patch, Selector target, boolean remembersId) {
        this.patch = patch;
        this.target = target;
        this.remembersId = remembersId;
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Consumer<Finding> findings) throws BuildException {
        List<Resource> selected = target.select(resources);
        if (selected.isEmpty()) {
            findings.accept(StrategicPatch.idle(target.origin()));
            return resources;
        }
        List<Resource> patched = new ArrayList<>(resources.size());
        int next = 0;
        for (Resource resource : resources.resources()) {
            boolean concerned = next < selected.size() && resource == selected.get(next);
            next += concerned ? 1 : 0;
            patched.add(concerned ? patched(resource) : resource);
        }
        return new ResourceMap(patched);
    }

    private Resource patched(Resource resource) throws BuildException {
        MappingNode root;
        try {
            root = patch.apply(withAnnotations(resource));
        } catch (BuildException e) {
            throw e.about(resource, e.finding().field());
        }
        Resource remembering = remembersId ? resource.rememberId() : resource;
        return remembering.withRoot(MetadataTexts.stringify(root, "annotations", true));
    }

    /**
     * kustomize keeps what it remembers of a resource among its annotations, so that a patch can add one where there seem
     * to be none; the empty mapping goes away afterwards.
     */
    private MappingNode withAnnotations(Resource resource) {
        MappingNode root = resource.root();
        MappingNode metadata = root.mapping("metadata");
        boolean remembered = remembersId
                || !resource.previousIds().isEmpty()
                || !resource.prefixes().isEmpty()
                || !resource.suffixes().isEmpty()
                || resource.needsHashSuffix()
                || resource.behavior() != Behavior.UNSPECIFIED;
        if (metadata == null || metadata.mapping("annotations") != null || !remembered) {
            return root;
        }
        return root.with("metadata", metadata.with("annotations", MappingNode.empty(metadata.origin())));
    }
}
