package io.github.ksailbot.job;

/**
 * How much one process does at a time.
 *
 * @param verdicts and other work that takes processors and memory
 * @param deliveries which mostly wait for clusters, so that they must not keep verdicts from being worked out
 */
record Concurrency(int verdicts, int deliveries) {
    Concurrency {
        if (verdicts < 1 || deliveries < 1) {
            throw new IllegalArgumentException("at least one job of each kind must be able to run");
        }
    }

    int threads() {
        return verdicts + deliveries;
    }
}
