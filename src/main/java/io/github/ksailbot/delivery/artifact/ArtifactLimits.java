package io.github.ksailbot.delivery.artifact;

/**
 * What an artifact may hold.
 *
 * @param files and directories, those behind symbolic links counted as often as they are packed
 * @param bytes of all files together, before they are compressed
 */
public record ArtifactLimits(int files, long bytes) {
    public static final ArtifactLimits DEFAULT = new ArtifactLimits(100_000, 512L << 20);
}
