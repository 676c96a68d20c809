package io.github.ksailbot.engine.scan.gate;

import org.jspecify.annotations.Nullable;

/**
 * Compliance on both sides of a change, under one set of settings.
 *
 * @param before of the merge base; null when there is none to compare with
 * @param after of the head
 */
public record Scores(@Nullable Float before, float after) {
    /** What the change does to the score; 0 when nothing was compared. */
    public float delta() {
        return before == null ? 0 : after - before;
    }
}
