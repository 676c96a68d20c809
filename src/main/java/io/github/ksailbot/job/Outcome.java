package io.github.ksailbot.job;

import java.time.Duration;

/** How a job ended for now. */
sealed interface Outcome {

    /** What the metric calls it. */
    String result();

    /** There is nothing to do until an event asks. */
    record Finished(String result) implements Outcome {}

    /**
     * @param delay until it is to run again
     */
    record Again(String result, Duration delay) implements Outcome {}
}
