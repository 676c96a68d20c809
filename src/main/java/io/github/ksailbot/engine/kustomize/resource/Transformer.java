package io.github.ksailbot.engine.kustomize.resource;

/** One step of a build. */
@FunctionalInterface
public interface Transformer {
    /**
     * Does the step.
     *
     * @return what the step makes of the resources; the given ones stay as they are
     * @throws BuildException when the step cannot be done
     */
    ResourceMap apply(ResourceMap resources) throws BuildException;
}
