package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.function.Consumer;

/** One patch of a kustomization. Immutable; safe for several threads. */
public interface Patch {
    /**
     * Patches those of the resources that the patch is for.
     *
     * @param resources unchanged
     * @param findings takes what kustomize accepts without a word, though it is hardly meant
     * @param work takes what the patch costs
     * @return the resources with the patch; those that it does not concern are the same objects
     * @throws BuildException when kustomize would refuse the patch; the finding points to the patch's line
     */
    ResourceMap apply(ResourceMap resources, Consumer<Finding> findings, Work work) throws BuildException;
}
