package io.github.ksailbot.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers by a script, for what a well-behaved GitHub seldom says. */
final class ScriptedGitHub implements AutoCloseable {
    /** Made once: that takes longer than all else here. */
    private static final PrivateKey KEY = key();

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final HttpServer server;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    final List<String> requests = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();

    ScriptedGitHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        on(
                "POST /app/installations/7/access_tokens",
                201,
                "{\"token\":\"ghs_x\",\"expires_at\":\"2026-03-01T13:00:00Z\"}");
    }

    /**
     * Whatever comes to this path is answered so.
     *
     * @param headers name, value, name, value …
     */
    ScriptedGitHub on(String line, int status, String body, String... headers) {
        answers.put(line, new Answer(status, body, headers));
        return this;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    GitHubAdapters adapters() {
        return GitHubAdapters.of(GitHubEndpoint.of(address()), "42", KEY, CLOCK, false);
    }

    private static PrivateKey key() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String line =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(line);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Answer answer = answers.getOrDefault(line, new Answer(404, "{\"message\":\"Not Found\"}"));
        for (int i = 0; i + 1 < answer.headers.length; i += 2) {
            exchange.getResponseHeaders().add(answer.headers[i], answer.headers[i + 1]);
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static final class Answer {
        private final int status;
        private final String body;
        private final String[] headers;

        Answer(int status, String body, String... headers) {
            this.status = status;
            this.body = body;
            this.headers = headers;
        }
    }
}
