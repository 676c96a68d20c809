package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;

/** What an address among {@code resources} leads to. */
public sealed interface RemoteResource {
    /** A kustomization of another repository. */
    record Directory(Loader loader) implements RemoteResource {}

    /** A file of manifests. */
    record File(LoadedFile file) implements RemoteResource {}
}
