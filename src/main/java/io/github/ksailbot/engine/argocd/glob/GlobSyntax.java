package io.github.ksailbot.engine.argocd.glob;

/** Whose patterns they are. */
public enum GlobSyntax {
    /** Go's {@code path.Match}: no wildcard goes over a slash. */
    PATH,
    /** Git's path specifications: every wildcard goes over slashes, and a directory stands for all in it. */
    GIT,
    /** What Argo CD includes and excludes: every wildcard goes over slashes, and braces hold alternatives. */
    ARGO_CD,
    /** The addresses that an AppProject allows: as {@link #ARGO_CD}, but two stars only go over slashes. */
    ADDRESS,
    /** As {@link #PATH}, with alternatives in braces, and two stars alone between slashes for any directories. */
    DOUBLESTAR
}
