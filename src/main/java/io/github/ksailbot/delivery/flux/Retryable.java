package io.github.ksailbot.delivery.flux;

/** placeholder until delivery.retry has its predicate */
final class Retryable {
    private Retryable() {}

    static boolean text(String cause) {
        return false;
    }
}
