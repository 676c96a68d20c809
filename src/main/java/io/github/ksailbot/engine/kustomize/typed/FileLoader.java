package io.github.ksailbot.engine.kustomize.typed;

import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.ScalarNode;

/** Reads files that a kustomization names, under its load rule. */
@FunctionalInterface
public interface FileLoader {
    /**
     * A file as it was read.
     *
     * @param file for origins
     * @param content must not be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // A file is passed on as it was read, never compared.
    record LoadedFile(OriginFile file, byte[] content) {
        /** A file of the source tree. */
        public LoadedFile(String path, byte[] content) {
            this(OriginFile.of(path), content);
        }

        /** Path from the root of the source tree; for a fetched file its address. */
        public String path() {
            return file.name();
        }
    }

    /**
     * Reads a file.
     *
     * @param path as the kustomization has it, relative to its directory
     * @throws BuildException when there is no such file, or it may not be read; the finding points to {@code path}
     */
    LoadedFile load(ScalarNode path) throws BuildException;
}
