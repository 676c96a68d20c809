package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.function.Consumer;

/**
 * A document of an entry of {@code patches} with another one behind it. When it deletes a resource, kustomize before 5.7 still
 * has it, empty, while it looks for the target of the next document, and crashes there; later ones go on.
 *
 * @param next where the document behind it begins
 */
record FollowedPatch(Patch patch, Origin next) implements Patch {
    @Override
    public ResourceMap apply(ResourceMap resources, Consumer<Finding> findings, Work work) throws BuildException {
        ResourceMap patched = patch.apply(resources, findings, work);
        if (patched.size() < resources.size()) {
            findings.accept(Finding.warning(
                            "kustomize/patch-behind-delete",
                            "The document before this one deletes a resource: kustomize before 5.7 crashes at any document"
                                    + " behind that.",
                            next)
                    .withFix("Make an entry of `patches` of each document, or put the one that deletes last."));
        }
        return patched;
    }
}
