package io.github.ksailbot.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPredicateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unexpected status code 429",
                "got 500",
                "status: 502",
                "503: try later",
                "(504)",
                "HTTP 505",
                "599",
                "Too Many Requests",
                "Internal Server Error",
                "GET https://r.example/v2/: Bad Gateway",
                "Service Unavailable",
                "Gateway Timeout",
                "push failed: Service Unavailable: see log",
                "read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer",
                "dial tcp 127.0.0.1:5050: connect: connection refused",
                "dial tcp: i/o timeout",
                "net/http: TLS handshake timeout",
                "unexpected EOF",
                "lookup registry.example: no such host",
                "context deadline exceeded",
                "Get \"https://r.example\": stopped after 10 redirects",
                "error loading index.yaml: error converting YAML to JSON: yaml: line 3",
                "EOF",
                "Get \"https://r.example/v2/\": EOF",
                "render chart: EOF (from base)",
                "schema: EOF; Deployment/b: something else",
            })
    void message_ofSomethingThatPasses(String message) {
        assertThat(RetryPredicate.isRetryable(message)).isTrue();
        assertThat(RetryPredicate.isRetryable(new IOException("push", new IOException(message))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "something went wrong",
                "404 Not Found",
                "400 Bad Request",
                "unauthorized",
                "dial localhost:5000",
                "yaml: unmarshal errors: line 4: cannot unmarshal !!str",
                "the file ends with EOF in the middle of prose",
                "EOFError: nothing left",
                "parse: EOF is not allowed",
                "too many requests",
            })
    void message_ofSomethingThatStays(String message) {
        assertThat(RetryPredicate.isRetryable(message)).isFalse();
        assertThat(RetryPredicate.isRetryable(new IOException(message))).isFalse();
    }

    @Test
    void failure_byItsType() {
        assertThat(RetryPredicate.isRetryable(new IOException(new ConnectException())))
                .isTrue();
        assertThat(RetryPredicate.isRetryable(new UnknownHostException("r.example")))
                .isTrue();
        assertThat(RetryPredicate.isRetryable(new HttpConnectTimeoutException("slow")))
                .isTrue();
        assertThat(RetryPredicate.isRetryable(new EOFException())).isTrue();
        assertThat(RetryPredicate.isRetryable((Throwable) null)).isFalse();
    }

    @Test
    void failure_whatItSaysOfItselfCountsFirst() {
        assertThat(RetryPredicate.isRetryable(new Known("403 after 500 objects", false)))
                .isFalse();
        assertThat(RetryPredicate.isRetryable(new IOException("x", new Known("strange", true))))
                .isTrue();
    }

    @Test
    void failure_thatIsACancellation() {
        assertThat(RetryPredicate.isRetryable(new InterruptedException("503"))).isFalse();
        assertThat(RetryPredicate.isRetryable(new CancellationException("503"))).isFalse();
    }

    @Test
    void failure_thatCausesItself() {
        class Circular extends Exception {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                return this;
            }
        }

        assertThat(RetryPredicate.isRetryable(new Circular())).isFalse();
    }

    private static final class Known extends IOException implements Transient {
        private static final long serialVersionUID = 1L;

        private final boolean passes;

        Known(String message, boolean passes) {
            super(message);
            this.passes = passes;
        }

        @Override
        public boolean isTransient() {
            return passes;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return null;
        }
    }
}
