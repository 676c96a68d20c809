package io.github.ksailbot.engine.kustomize;

/**
 * How far a build goes before it stops with a finding.
 *
 * @param depth of kustomizations that lead to each other
 * @param resources at any time of the build
 * @param bytes of all files that are read, each time that they are read
 */
record BuildLimits(int depth, int resources, long bytes) {
    /** Ten times what the largest public repositories need. */
    static final BuildLimits DEFAULT = new BuildLimits(64, 50_000, 256L << 20);
}
