package io.github.ksailbot.sandbox.kubernetes.controller;

import java.time.Duration;

/** How one round of work on an object goes. */
public sealed interface Behaviour {
    /** As it should, and takes this long. */
    record Normal(Duration takes) implements Behaviour {}

    /**
     * It fails with this reason of the condition {@code Ready}. What the reason means for what comes next is up to the
     * controller: most try again, a Helm release whose retries are used up does not.
     */
    record Fails(String reason, String message, Duration takes) implements Behaviour {}

    /** It fails and is not tried again until the object changes. */
    record Stalls(String reason, String message) implements Behaviour {}

    /** It is ready, then not ready for a while, and then ready again. */
    record Flaps(String reason, String message, Duration down) implements Behaviour {}

    /** Nothing at all happens, as when the controller is down. */
    record Ignored() implements Behaviour {}

    static Behaviour normal() {
        return new Normal(Duration.ZERO);
    }

    static Behaviour slow(Duration takes) {
        return new Normal(takes);
    }

    static Behaviour fails(String reason, String message) {
        return new Fails(reason, message, Duration.ZERO);
    }

    static Behaviour stalls(String reason, String message) {
        return new Stalls(reason, message);
    }

    static Behaviour flaps(String reason, String message, Duration down) {
        return new Flaps(reason, message, down);
    }

    static Behaviour ignored() {
        return new Ignored();
    }

    /** How long it takes until it shows how it went. */
    default Duration takes() {
        return Duration.ZERO;
    }
}
