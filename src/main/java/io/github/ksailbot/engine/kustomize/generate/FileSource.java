package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.ScalarNode;

/** Reads the files that generators name. */
@FunctionalInterface
public interface FileSource {
    /**
     * @param path where the entry of the kustomization says, relative to it; its origin is where a finding points
     */
    Content read(ScalarNode path) throws BuildException;

    /**
     * @param file path from the root of the source tree
     * @param bytes what is in it; not to be changed
     */
    record Content(String file, byte[] bytes) {}
}
