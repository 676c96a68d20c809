package io.github.ksailbot.engine.kustomize;

/** Which files a kustomization may read. Nothing ever leaves the source tree. */
public enum LoadRule {
    /** Files below the kustomization's own directory only; bases and components anywhere: the command line's default. */
    KUSTOMIZATION_ROOT,
    /** Any file of the source tree: what Flux does. */
    SOURCE_ROOT
}
