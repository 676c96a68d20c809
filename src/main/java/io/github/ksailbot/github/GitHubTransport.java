package io.github.ksailbot.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.ksailbot.workflow.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends one request and gives what came back, whatever its status. */
final class GitHubTransport {
    /** GitHub ends requests after ten seconds itself; the rest is for the way. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A renamed or transferred repository answers with a redirect. */
    private static final int REDIRECTS = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GitHubEndpoint endpoint;
    private final HttpClient client;

    GitHubTransport(GitHubEndpoint endpoint) {
        this.endpoint = endpoint;
        boolean clear = "http".equals(endpoint.api().getScheme());
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                // By hand, below: the client's own would turn a POST into a GET and might leave the host.
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(clear ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .build();
    }

    /**
     * @param token a JSON Web Token or an installation token
     * @throws UnavailableException when there was no answer; whether the request had an effect is unknown then
     */
    Reply send(Call call, String token) throws UnavailableException {
        URI target = endpoint.rest(call.path());
        for (int i = 0; i <= REDIRECTS; i++) {
            HttpResponse<byte[]> response = exchange(call, target, token);
            URI next = redirect(response, target);
            if (next == null) {
                return new Reply(response.statusCode(), response.headers(), json(response.body()));
            }
            if (!sameServer(next, target)) {
                throw unavailable(call, new IOException("redirected to another host: " + next.getHost()));
            }
            target = next;
        }
        throw unavailable(call, new IOException("redirected too often"));
    }

    private HttpResponse<byte[]> exchange(Call call, URI target, String token) throws UnavailableException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "ksail-bot");
        JsonNode body = call.body();
        if (body == null) {
            request.method(call.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json; charset=utf-8")
                    .method(call.method(), BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unavailable(call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(call, e);
        }
    }

    private static @Nullable URI redirect(HttpResponse<byte[]> response, URI from) {
        return switch (response.statusCode()) {
            case 301, 302, 307, 308 ->
                response.headers().firstValue("Location").map(from::resolve).orElse(null);
            default -> null;
        };
    }

    private static boolean sameServer(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getAuthority(), other.getAuthority());
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0
                    ? MissingNode.getInstance()
                    : JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            // A proxy's page: the status says what there is to know.
            return MissingNode.getInstance();
        }
    }

    private UnavailableException unavailable(Call call, Exception cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new UnavailableException(
                "GitHub at " + endpoint.api().getHost() + " did not answer " + call + ": " + why, cause);
    }
}
