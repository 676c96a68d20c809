package io.github.ksailbot.engine.kustomize;

/**
 * How far a build goes before it stops with a finding.
 *
 * @param depth of kustomizations that lead to each other
 * @param kustomizations that are read, components each time that they are used
 * @param resources at any time of the build
 * @param bytes of all files that are read, each time that they are read
 * @param touches of a resource by a step of the build
 */
record BuildLimits(int depth, int kustomizations, int resources, long bytes, long touches) {
    /** Ten times what the largest public repositories need. */
    static final BuildLimits DEFAULT = new BuildLimits(64, 5_000, 50_000, 256L << 20, 2_000_000);
}
