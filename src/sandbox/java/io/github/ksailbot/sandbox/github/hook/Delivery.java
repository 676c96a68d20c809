package io.github.ksailbot.sandbox.github.hook;

import io.github.ksailbot.sandbox.github.model.App;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One webhook on its way or arrived.
 *
 * @param id of this attempt
 * @param guid of the event, {@code X-GitHub-Delivery}; a redelivery has the same
 * @param payload the JSON body, exactly as sent
 * @param outcome null while it was not sent
 */
public record Delivery(
        long id,
        String guid,
        App app,
        String event,
        @Nullable String action,
        long installationId,
        @Nullable Long repositoryId,
        String payload,
        boolean redelivery,
        Instant createdAt,
        @Nullable Outcome outcome) {

    /**
     * How an attempt ended.
     *
     * @param statusCode of the answer; 0 without one
     * @param status {@code OK} for a 2xx answer, else why not
     * @param body of the answer
     */
    public record Outcome(int statusCode, String status, Duration duration, Instant at, String body) {

        public boolean ok() {
            return statusCode / 100 == 2;
        }
    }

    Delivery with(Outcome ended) {
        return new Delivery(
                id, guid, app, event, action, installationId, repositoryId, payload, redelivery, createdAt, ended);
    }

    Delivery again(long attempt, Instant now) {
        return new Delivery(attempt, guid, app, event, action, installationId, repositoryId, payload, true, now, null);
    }

    /** {@code EVENT.ACTION}, or only the event. */
    public String kind() {
        return action == null ? event : event + "." + action;
    }
}
