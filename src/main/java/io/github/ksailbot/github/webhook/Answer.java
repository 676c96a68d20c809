package io.github.ksailbot.github.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What the door says to a request.
 *
 * @param status HTTP status; the body is empty always, so that nothing is told to who is not GitHub
 * @param event for metrics
 * @param result for metrics, one word
 * @param deliveryId what is to be handled after the answer is out; null for nothing
 */
record Answer(
        int status, String event, String result, @Nullable String deliveryId) {

    static Answer refused(int status, String result) {
        return new Answer(status, "none", result, null);
    }

    static Answer accepted(String event, String result) {
        return new Answer(202, event, result, null);
    }
}
