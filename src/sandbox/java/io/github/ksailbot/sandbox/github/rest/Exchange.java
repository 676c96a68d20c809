package io.github.ksailbot.sandbox.github.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** The HTTP side of one request. */
final class Exchange {

    /** GitHub takes no larger bodies. */
    private static final int LARGEST_BODY = 25 * 1024 * 1024;

    final HttpServletRequest request;
    final HttpServletResponse response;
    final String method;
    final String path;
    final String body;

    Exchange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        this.request = request;
        this.response = response;
        this.method = request.getMethod();
        String info = request.getPathInfo();
        this.path = info == null || info.isEmpty() ? "/" : info;
        this.body = new String(request.getInputStream().readNBytes(LARGEST_BODY), UTF_8);
    }

    String query() {
        String query = request.getQueryString();
        return query == null ? "" : query;
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        }
        return parameters;
    }

    @Nullable String header(String name) {
        return request.getHeader(name);
    }

    /** Whether the caller has this very answer already. */
    boolean knows(JsonNode body) {
        String known = header("If-None-Match");
        return "GET".equals(method) && known != null && known.contains(etag(body));
    }

    void write(Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("X-GitHub-Media-Type", "github.v3; format=json");
        answer.headers().forEach(response::setHeader);
        if (answer.status() == 304 || answer.status() == 204) {
            return;
        }
        if ("GET".equals(method) && answer.status() == 200) {
            response.setHeader("ETag", "W/\"" + etag(answer.body()) + "\"");
            response.setHeader("Cache-Control", "private, max-age=60, s-maxage=60");
        }
        byte[] bytes = answer.body().toString().getBytes(UTF_8);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static void cut(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private static String etag(JsonNode body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(body.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
