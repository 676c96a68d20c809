package io.github.ksailbot.store;

/**
 * A webhook delivery whose signature was right.
 *
 * @param id GitHub's GUID, in lower case; redeliveries carry the same
 * @param event such as {@code pull_request}
 * @param action such as {@code opened}; empty for events that have none
 * @param payload the body as it came
 */
// An array inside a record is compared by identity; deliveries are compared by their id.
@SuppressWarnings("ArrayRecordComponent")
public record Delivery(String id, String event, String action, byte[] payload) {}
