package io.github.ksailbot.delivery.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A watch over HTTP: one JSON object a line, as long as the connection lasts. */
final class WatchStream implements ClusterApi.Watch, AsyncBody.Consumer<List<ByteBuffer>> {
    private final String doing;
    private final int eventBytes;
    private final Consumer<WatchEvent> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean ended;
    private @Nullable AsyncBody body;
    private @Nullable CompletableFuture<?> answer;

    WatchStream(String doing, int eventBytes, Consumer<WatchEvent> events) {
        this.doing = doing;
        this.eventBytes = eventBytes;
        this.events = events;
    }

    void start(HttpClient client, HttpRequest request) {
        CompletableFuture<HttpResponse<AsyncBody>> opened = client.consumeBytes(request, this);
        synchronized (this) {
            answer = opened;
        }
        opened.whenComplete((response, failure) -> {
            if (failure != null) {
                end(broken(failure));
            } else {
                read(response);
            }
        });
    }

    private void read(HttpResponse<AsyncBody> response) {
        AsyncBody stream = response.body();
        synchronized (this) {
            body = stream;
            if (ended) {
                stream.cancel();
                return;
            }
        }
        if (!response.isSuccessful()) {
            stream.cancel();
            end(Exchange.refused(doing, response.code(), response.header("Retry-After"), new byte[0]));
            return;
        }
        stream.done().whenComplete((done, failure) -> end(failure == null ? orderly() : broken(failure)));
        stream.consume();
    }

    @Override
    public void consume(List<ByteBuffer> buffers, AsyncBody stream) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    take();
                } else if (line.size() >= eventBytes) {
                    end(Exchange.failure(doing, "an event is over the limit", 413, "TooLarge", null, null));
                } else {
                    line.write(next);
                }
            }
        }
        stream.consume();
    }

    private void take() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isBlank()) {
            return;
        }
        try {
            JsonNode event = Exchange.parse(text);
            JsonNode object = event.path("object");
            switch (event.path("type").asText("")) {
                case "ADDED", "MODIFIED" -> tell(new WatchEvent.Changed(new KubernetesObject(object)));
                case "DELETED" -> tell(new WatchEvent.Deleted(new KubernetesObject(object)));
                case "BOOKMARK" ->
                    tell(new WatchEvent.Bookmark(
                            object.path("metadata").path("resourceVersion").asText("")));
                default -> end(error(object));
            }
        } catch (JsonProcessingException e) {
            end(Exchange.failure(doing, "an event is not JSON", ApiException.NO_ANSWER, "", null, e));
        }
    }

    private ApiException error(JsonNode status) {
        return Exchange.refused(
                doing,
                status.path("code").asInt(500),
                status.path("reason").asText(""),
                status.path("message").asText(""),
                null);
    }

    private ApiException orderly() {
        return Exchange.failure(doing, "the server ended the watch", ApiException.NO_ANSWER, "", null, null);
    }

    private ApiException broken(Throwable failure) {
        Throwable cause = Exchange.root(failure);
        return Exchange.failure(doing, Exchange.describe(cause), ApiException.NO_ANSWER, "", null, cause);
    }

    private synchronized void tell(WatchEvent event) {
        if (!ended) {
            events.accept(event);
        }
    }

    private synchronized void end(ApiException failure) {
        if (!ended) {
            ended = true;
            events.accept(new WatchEvent.Ended(failure));
            cancel();
        }
    }

    private synchronized void cancel() {
        if (body != null) {
            body.cancel();
        } else if (answer != null) {
            answer.cancel(true);
        }
    }

    @Override
    public synchronized void close() {
        ended = true;
        cancel();
    }
}
