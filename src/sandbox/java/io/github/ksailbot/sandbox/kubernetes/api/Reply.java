package io.github.ksailbot.sandbox.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.fault.Fault;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer: a text, or a watch that is still to run. */
record Reply(int status, String type, String body, @Nullable Duration retryAfter, Watches.@Nullable Wish watch) {

    static Reply json(int status, ObjectNode body) {
        return new Reply(status, "application/json", body.toString(), null, null);
    }

    static Reply text(String body) {
        return new Reply(200, "text/plain;charset=utf-8", body, null, null);
    }

    static Reply watch(Watches.Wish wish) {
        return new Reply(200, "application/json", "", null, wish);
    }

    static Reply of(StatusError error) {
        return json(error.code(), error.body());
    }

    static Reply of(Fault.Answer fault) {
        String message = fault.status() == 429
                ? "too many requests, please try again later"
                : "the server was told to answer " + fault.status();
        StatusError error = StatusError.of(fault.status(), fault.reason(), message);
        return new Reply(fault.status(), "application/json", error.body().toString(), fault.retryAfter(), null);
    }
}
