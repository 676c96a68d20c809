package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.kustomize.work.Work;

/** One step of a build. */
@FunctionalInterface
public interface Transformer {
    /**
     * Does the step.
     *
     * @param work takes what the step costs
     * @return what the step makes of the resources; the given ones stay as they are
     * @throws BuildException when the step cannot be done
     */
    ResourceMap apply(ResourceMap resources, Work work) throws BuildException;
}
