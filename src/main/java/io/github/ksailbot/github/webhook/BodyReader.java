package io.github.ksailbot.github.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Reads bodies within limits on size, on time, and on what all requests together may hold in memory. */
final class BodyReader {
    private final Vertx vertx;
    private final long maxBytes;
    private final long maxBytesTogether;
    private final Duration maxTime;
    private final AtomicLong held = new AtomicLong();

    BodyReader(Vertx vertx, long maxBytes, long maxBytesTogether, Duration maxTime) {
        this.vertx = vertx;
        this.maxBytes = maxBytes;
        this.maxBytesTogether = maxBytesTogether;
        this.maxTime = maxTime;
    }

    /**
     * Runs on the event loop of the request.
     *
     * @return the body; fails with {@link RefusedException}
     */
    Future<Body> read(HttpServerRequest request) {
        Promise<Body> promise = Promise.promise();
        Body body = new Body();
        long timer = vertx.setTimer(maxTime.toMillis(), id -> fail(promise, body, 408, "slow"));
        request.exceptionHandler(e -> fail(promise, body, 400, "broken_off"));
        request.handler(chunk -> {
            if (promise.future().isComplete()) {
                return;
            }
            if (body.buffer.length() + (long) chunk.length() > maxBytes) {
                fail(promise, body, 413, "too_large");
            } else if (held.addAndGet(chunk.length()) > maxBytesTogether) {
                held.addAndGet(-chunk.length());
                fail(promise, body, 503, "overloaded");
            } else {
                body.buffer.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> promise.tryComplete(body));
        request.resume();
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static void fail(Promise<Body> promise, Body body, int status, String result) {
        if (promise.tryFail(new RefusedException(status, result))) {
            body.release();
        }
    }

    /** A body that counts as held until it is released. */
    final class Body {
        private Buffer buffer = Buffer.buffer();

        byte[] bytes() {
            return buffer.getBytes();
        }

        void release() {
            held.addAndGet(-buffer.length());
            buffer = Buffer.buffer();
        }
    }

    /** The body was not read to its end. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String result;

        RefusedException(int status, String result) {
            super(result, null, false, false);
            this.status = status;
            this.result = result;
        }

        int status() {
            return status;
        }

        String result() {
            return result;
        }
    }
}
