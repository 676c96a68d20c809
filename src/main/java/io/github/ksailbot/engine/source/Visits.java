package io.github.ksailbot.engine.source;

/**
 * Counts the entries that a walk through a tree comes to, and ends it. Git keeps a directory once, however many places it
 * lies in, so that a repository of a few kilobytes can hold more of them than anybody can visit. One for each walk.
 */
public final class Visits {
    private static final int MOST = 100_000;

    private int count;

    /**
     * Counts one more entry, whatever it is.
     *
     * @throws SourceException {@code TOO_LARGE} when there are more than {@value #MOST}
     */
    public void count(SourcePath entry) throws SourceException {
        if (++count > MOST) {
            throw new SourceException(
                    SourceException.Reason.TOO_LARGE,
                    entry,
                    "there are more than %d files and directories".formatted(MOST));
        }
    }
}
