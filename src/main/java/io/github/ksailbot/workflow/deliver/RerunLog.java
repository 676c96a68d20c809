package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.workflow.Subject;
import java.time.Instant;
import java.util.Optional;

/** Port: deliveries that people asked to be run again. */
public interface RerunLog {
    /** Who asked last, unless that was handled. */
    Optional<Request> waiting(Subject.Rerun rerun);

    /** Writes down that a request was handled; one that came since is not. */
    void close(Subject.Rerun rerun, Request handled);

    /**
     * @param actor login of who pressed the button
     * @param askedAt by the bot's clock, so that each request has its own
     */
    record Request(String actor, Instant askedAt) {}
}
