package io.github.ksailbot.delivery.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request and its whole answer, within the limits. */
final class Exchange {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int MESSAGE_LENGTH = 500;

    private final HttpClient client;
    private final ClusterLimits limits;

    Exchange(HttpClient client, ClusterLimits limits) {
        this.client = client;
        this.limits = limits;
    }

    JsonNode json(HttpRequest request, String doing) throws ApiException {
        byte[] body = bytes(request, doing);
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // an answer that was cut off, or a proxy's page
            throw failure(doing, "the answer is not JSON", ApiException.NO_ANSWER, "", null, e);
        }
    }

    String text(HttpRequest request, String doing) throws ApiException {
        return new String(bytes(request, doing), StandardCharsets.UTF_8);
    }

    private byte[] bytes(HttpRequest request, String doing) throws ApiException {
        Collected collected = new Collected(limits.answerBytes());
        CompletableFuture<HttpResponse<AsyncBody>> answer = client.consumeBytes(request, collected);
        CompletableFuture<HttpResponse<AsyncBody>> whole = answer.thenCompose(response -> {
            response.body().consume();
            return response.body().done().thenApply(done -> response);
        });
        try {
            HttpResponse<AsyncBody> response = whole.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
            if (collected.isOver()) {
                throw tooLarge(doing);
            }
            if (!response.isSuccessful()) {
                throw refused(doing, response.code(), response.header("Retry-After"), collected.bytes());
            }
            return collected.bytes();
        } catch (TimeoutException e) {
            abandon(answer);
            throw failure(
                    doing,
                    "no answer within " + limits.answer().toSeconds() + " s",
                    ApiException.NO_ANSWER,
                    "",
                    null,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(answer);
            throw failure(doing, "interrupted", ApiException.NO_ANSWER, "", null, e);
        } catch (ExecutionException e) {
            if (collected.isOver()) {
                throw tooLarge(doing);
            }
            Throwable cause = root(e);
            throw failure(doing, describe(cause), ApiException.NO_ANSWER, "", null, cause);
        }
    }

    /** Also one that has begun to come: its connection would be taken for as long as the server likes. */
    private static void abandon(CompletableFuture<HttpResponse<AsyncBody>> answer) {
        answer.thenAccept(response -> response.body().cancel());
        answer.cancel(true);
    }

    private ApiException tooLarge(String doing) {
        return new ApiException(
                "Cannot " + doing + ": the answer is larger than " + (limits.answerBytes() >> 20) + " MiB.",
                413,
                "TooLarge",
                null,
                null);
    }

    /** What a refusal says: a {@code Status} object, or anything else that stands between. */
    static ApiException refused(String doing, int code, @Nullable String retryAfter, byte[] body) {
        String reason = "";
        String message = "";
        try {
            JsonNode status = JSON.readTree(body);
            reason = status.path("reason").asText("");
            message = status.path("message").asText("");
        } catch (IOException e) {
            message = new String(body, StandardCharsets.UTF_8);
        }
        return refused(doing, code, reason, message, delay(retryAfter));
    }

    static ApiException refused(String doing, int code, String reason, String message, @Nullable Duration retryAfter) {
        String said = message.strip().replaceAll("\\s+", " ");
        String detail = "the API server answers " + code + (reason.isEmpty() ? "" : " " + reason)
                + (said.isEmpty() ? "" : ": " + said.substring(0, Math.min(said.length(), MESSAGE_LENGTH)));
        return failure(doing, detail, code, reason, retryAfter, null);
    }

    static ApiException failure(
            String doing,
            String detail,
            int status,
            String reason,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        return new ApiException("Cannot " + doing + ": " + detail + ".", status, reason, retryAfter, cause);
    }

    static String describe(Throwable cause) {
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : message.strip().replaceAll("[\\s.]+$", "");
    }

    static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    static JsonNode parse(String line) throws JsonProcessingException {
        return JSON.readTree(line);
    }

    private static @Nullable Duration delay(@Nullable String seconds) {
        if (seconds == null || !seconds.strip().matches("\\d{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(seconds.strip()));
    }

    /** An answer's bytes, up to a limit. */
    private static final class Collected implements AsyncBody.Consumer<List<ByteBuffer>> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int limit;
        private boolean over;

        Collected(int limit) {
            this.limit = limit;
        }

        @Override
        public synchronized void consume(List<ByteBuffer> buffers, AsyncBody body) {
            for (ByteBuffer buffer : buffers) {
                if (bytes.size() + buffer.remaining() > limit) {
                    over = true;
                    body.cancel();
                    return;
                }
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                bytes.writeBytes(chunk);
            }
            body.consume();
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }

        synchronized boolean isOver() {
            return over;
        }
    }
}
