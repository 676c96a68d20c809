package io.github.ksailbot.sandbox.github.rest;

import io.github.ksailbot.sandbox.barrier.Barrier;
import java.time.Duration;

/** What can go wrong with a request. */
public sealed interface Fault {

    /** An error of GitHub's own, such as 500 or 502; nothing has happened. */
    record Status(int code) implements Fault {}

    /** The hour's budget is said to be spent. */
    record RateLimited() implements Fault {}

    /** Too much at once. */
    record SecondaryRateLimited(Duration retryAfter) implements Fault {}

    /** The right answer, late. */
    record Slow(Duration delay) implements Fault {}

    /** The connection breaks before anything has happened. */
    record CutBefore() implements Fault {}

    /** Stopped before anything has happened. */
    record Stopped(Barrier barrier) implements Fault {}

    /** What was asked for is done, but the connection breaks before the answer. */
    record CutAfter() implements Fault {}
}
