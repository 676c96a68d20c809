package io.github.ksailbot.cli.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import java.io.IOException;

/** An attempt that failed and that another one followed, as the schemas of {@code push} and {@code reconcile} describe it. */
final class AttemptJson {
    private AttemptJson() {}

    static void write(JsonGenerator json, FailedAttempt attempt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", attempt.number());
        json.writeStringField("cause", attempt.cause());
        json.writeNumberField("waitSeconds", attempt.pause().toSeconds());
        json.writeEndObject();
    }
}
