package io.github.ksailbot.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Requests of the plainest kind, so that nothing stands between a test and what the server says. */
record Http(SandboxCluster cluster, String token) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final String MERGE = "application/merge-patch+json";
    static final String JSON = "application/json-patch+json";
    static final String STRATEGIC = "application/strategic-merge-patch+json";
    static final String APPLY = "application/apply-patch+yaml";

    record Answer(int status, JsonNode body) {
        JsonNode at(String pointer) {
            return body.at(pointer);
        }

        String message() {
            return body.path("message").asText();
        }
    }

    static Http admin(SandboxCluster cluster) {
        return new Http(cluster, cluster.users().adminToken());
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    Answer post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, "application/json", body);
    }

    Answer patch(String path, String type, String body) {
        return send("PATCH", path, type, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "application/json", "");
    }

    Answer send(String method, String path, String type, String body) {
        try {
            HttpResponse<String> response = CLIENT.send(
                    request(path)
                            .header("Content-Type", type)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Answer(response.statusCode(), read(text.startsWith("{") ? text : "\"" + text.strip() + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events of a watch, as they come. */
    Stream<JsonNode> watch(String path) {
        try {
            return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .map(Http::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code TYPE name} */
    static String event(JsonNode event) {
        return event.path("type").asText() + " "
                + event.at("/object/metadata/name").asText();
    }

    List<String> names(String path) {
        List<String> names = new ArrayList<>();
        get(path)
                .body()
                .path("items")
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(cluster.address() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
