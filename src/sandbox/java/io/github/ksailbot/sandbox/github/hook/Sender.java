package io.github.ksailbot.sandbox.github.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ksailbot.sandbox.github.model.App;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts webhooks as GitHub does. */
final class Sender {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Clock clock;
    private final Duration timeout;

    Sender(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    static Map<String, String> headers(Delivery delivery) {
        App app = delivery.app();
        byte[] body = delivery.payload().getBytes(UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "GitHub-Hookshot/5ba7d5a");
        headers.put("X-GitHub-Delivery", delivery.guid());
        headers.put("X-GitHub-Event", delivery.event());
        headers.put("X-GitHub-Hook-ID", Long.toString(app.id));
        headers.put("X-GitHub-Hook-Installation-Target-ID", Long.toString(app.id));
        headers.put("X-GitHub-Hook-Installation-Target-Type", "integration");
        headers.put("X-Hub-Signature", Signatures.sha1(app.webhookSecret, body));
        headers.put("X-Hub-Signature-256", Signatures.sha256(app.webhookSecret, body));
        return headers;
    }

    Delivery.Outcome send(Delivery delivery) {
        URI url = delivery.app().webhookUrl;
        if (url == null) {
            return outcome(0, "no webhook URL", 0, null);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofString(delivery.payload()));
        headers(delivery).forEach(request::header);
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            int code = answer.statusCode();
            return outcome(code, code / 100 == 2 ? "OK" : "Invalid HTTP Response: " + code, start, answer.body());
        } catch (HttpTimeoutException e) {
            return outcome(0, "timed out", start, null);
        } catch (IOException e) {
            return outcome(0, "failed to connect to host", start, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return outcome(0, "interrupted", start, null);
        }
    }

    private Delivery.Outcome outcome(int code, String status, long start, @Nullable String body) {
        Duration duration = start == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
        return new Delivery.Outcome(code, status, duration, clock.instant(), body == null ? "" : body);
    }
}
