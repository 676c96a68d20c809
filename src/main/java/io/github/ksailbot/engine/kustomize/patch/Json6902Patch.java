package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.Behavior;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    public ResourceMap apply(ResourceMap resources, Consumer<Finding> findings, Work work) throws BuildException {
        List<Integer> selected = target.select(resources, work);
        if (selected.isEmpty()) {
            findings.accept(StrategicPatch.idle(target.origin()));
            return resources;
        }
        List<@Nullable Resource> patched = new ArrayList<>(selected.size());
        for (int place : selected) {
            patched.add(patched(resources.get(place), work));
        }
        return resources.with(selected, patched, work);
    }

    private Resource patched(Resource resource, Work work) throws BuildException {
        MappingNode root;
        try {
            root = patch.apply(withAnnotations(resource), work);
        } catch (BuildException e) {
            throw e.about(resource, e.finding().field());
        }
        work.spend(10 + resource.historySize());
        Resource remembering = remembersId ? resource.rememberId() : resource;
        return remembering.unshared().withRoot(MetadataTexts.stringify(root, "annotations", true, work));
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
        return root.with("metadata", metadata.with("annotations", MappingNode.empty(patch.origin())));
    }
}
