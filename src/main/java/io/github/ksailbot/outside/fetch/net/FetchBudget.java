package io.github.ksailbot.outside.fetch.net;

import java.time.Duration;

/**
 * What everything that is fetched for one verdict may come to, beside what each of it may: of all environments, on both sides
 * of a change.
 *
 * @param time spent with fetching, and with reading what was fetched before
 * @param bytes that are received
 * @param requests that are sent; a chart takes two to six of them
 */
public record FetchBudget(Duration time, long bytes, int requests) {
    /** A chart takes a second when it is fetched for the first time; the largest public repositories name some hundred. */
    public static final FetchBudget DEFAULT = new FetchBudget(Duration.ofMinutes(5), 1L << 30, 5_000);
}
