package io.github.ksailbot.sandbox.registry;

import io.github.ksailbot.sandbox.barrier.Barrier;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What can go wrong with a request. */
public sealed interface RegistryFault {

    /** Another answer than the right one; nothing has happened. */
    record Answer(int status, Map<String, String> headers, String body) implements RegistryFault {
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** An answer without headers of its own, in the specification's form. */
        public static Answer of(int status, String code) {
            return new Answer(status, Map.of(), "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"sandbox\"}]}");
        }
    }

    /** The connection breaks before anything has happened. */
    record CutBefore() implements RegistryFault {}

    /**
     * The connection breaks while the body comes in; what came is kept.
     *
     * @param bytes of the body that are taken
     */
    record CutInBody(int bytes) implements RegistryFault {}

    /** What was asked for is done, but the connection breaks before the answer. */
    record CutAfter() implements RegistryFault {}

    /** The right answer, of which the second half is missing. */
    record Truncated() implements RegistryFault {}

    /** No answer until somebody opens the latch. */
    record Held(CountDownLatch latch) implements RegistryFault {}

    /** Stopped before anything has happened. */
    record Stopped(Barrier barrier) implements RegistryFault {}

    /** All tokens that were given out are worth nothing from here on; the request is answered accordingly. */
    record TokensExpire() implements RegistryFault {}
}
