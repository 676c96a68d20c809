package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.work.Work;

/**
 * How far a build goes before it stops with a finding. Each counts what the repository asks for, not what happens to be
 * remembered from another build, so that the same build ends at the same place everywhere.
 *
 * @param depth of kustomizations that lead to each other
 * @param kustomizations that are read, bases and components each time that they are used
 * @param resources at any time of the build
 * @param bytes of all files that are read, each time that they are read
 * @param nodes of YAML that are read: mappings, sequences, scalars and keys, after alias expansion
 * @param steps of work, see {@link Work}
 * @param output characters of the rendered manifests as YAML, estimated from above
 * @param findings of the build
 */
record BuildLimits(
        int depth, int kustomizations, int resources, long bytes, long nodes, long steps, long output, int findings) {
    /**
     * Ten times the files of the largest public repositories (3.8 MB), six times their 5 million steps, seven times their
     * 144,000 nodes, and not more than about a second of one processor and 256 MiB of memory.
     */
    static final BuildLimits DEFAULT =
            new BuildLimits(64, 5_000, 20_000, 40L << 20, 1_000_000, 30_000_000, 64L << 20, 1_000);

    /** A new count of what may be done within these. */
    Work work() {
        return new Work(steps, nodes, bytes);
    }
}
