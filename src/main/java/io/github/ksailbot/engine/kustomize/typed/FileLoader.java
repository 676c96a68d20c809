package io.github.ksailbot.engine.kustomize.typed;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.ScalarNode;

/** Reads files that a kustomization names, under its load rule. */
@FunctionalInterface
public interface FileLoader {
    /**
     * A file of the source tree.
     *
     * @param path from its root
     * @param content must not be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // A file is passed on as it was read, never compared.
    record LoadedFile(String path, byte[] content) {}

    /**
     * Reads a file.
     *
     * @param path as the kustomization has it, relative to its directory
     * @throws BuildException when there is no such file, or it may not be read; the finding points to {@code path}
     */
    LoadedFile load(ScalarNode path) throws BuildException;
}
