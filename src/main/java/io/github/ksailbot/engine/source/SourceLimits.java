package io.github.ksailbot.engine.source;

/**
 * How much of a source tree is read at most. What lies beyond is {@link SourceException.Reason#TOO_LARGE}, never cut.
 *
 * @param fileBytes bytes of one file
 * @param directoryEntries names in one directory
 * @param depth directories above one another
 */
public record SourceLimits(int fileBytes, int directoryEntries, int depth) {
    public static final SourceLimits DEFAULT = new SourceLimits(16 << 20, 100_000, 128);

    public SourceLimits {
        if (fileBytes < 0 || directoryEntries < 0 || depth < 0) {
            throw new IllegalArgumentException("limits are not negative");
        }
    }
}
