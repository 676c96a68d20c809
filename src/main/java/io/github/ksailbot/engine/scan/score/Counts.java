package io.github.ksailbot.engine.scan.score;

/**
 * Resources of a control by status.
 *
 * @param passed those with an exception among them
 * @param failed without exception
 * @param skipped not decided
 */
public record Counts(int passed, int failed, int skipped) {
    public int all() {
        return passed + failed + skipped;
    }
}
