package io.github.ksailbot.sandbox.registry;

import io.github.ksailbot.sandbox.barrier.Barrier;
import io.github.ksailbot.sandbox.registry.RegistryGate.Admission;
import io.github.ksailbot.sandbox.registry.RegistryStore.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the distribution specification says.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">distribution-spec</a>
 */
final class RegistryHandler extends Handler.Abstract {
    private static final Pattern PATH =
            Pattern.compile("/v2/(?<name>.+)/(?<kind>manifests|blobs/uploads|blobs|tags)/(?<rest>[^/]*)");
    private static final Pattern RANGE = Pattern.compile("([0-9]+)-([0-9]+)");
    private static final String DIGEST = "Docker-Content-Digest";

    private final RegistryStore store;
    private final RegistryGate gate;
    private final RegistryFaults faults;
    private final Consumer<RegistryRequest> log;
    private final boolean isConditional;

    /**
     * @param isConditional whether {@code If-Match} is held to, which few registries do
     */
    RegistryHandler(
            RegistryStore store,
            RegistryGate gate,
            RegistryFaults faults,
            Consumer<RegistryRequest> log,
            boolean isConditional) {
        this.store = store;
        this.gate = gate;
        this.faults = faults;
        this.log = log;
        this.isConditional = isConditional;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String query = request.getHttpURI().getQuery();
        RegistryRequest came = new RegistryRequest(
                request.getMethod(),
                Request.getPathInContext(request),
                query == null ? "" : query,
                request.getHeaders().get("Authorization"));
        log.accept(came);
        RegistryFault fault = faults.take(came);
        if (fault instanceof RegistryFault.CutBefore) {
            return cut(request);
        }
        if (fault instanceof RegistryFault.Held held) {
            held.latch().await();
        }
        if (fault instanceof RegistryFault.Stopped stopped) {
            // Read first: whoever is killed while the request is stopped has sent all of it.
            Request whole = whole(request);
            return stopped.barrier().stop() == Barrier.Fate.LOST
                    ? cut(request)
                    : send(request, response, callback, Objects.requireNonNull(answer(whole, came, -1)), false);
        }
        if (fault instanceof RegistryFault.TokensExpire) {
            gate.expireTokens();
        }
        Answer answer = fault instanceof RegistryFault.Answer other
                ? new Answer(other.status(), other.body().getBytes(StandardCharsets.UTF_8), other.headers())
                : answer(request, came, fault instanceof RegistryFault.CutInBody cut ? cut.bytes() : -1);
        if (answer == null || fault instanceof RegistryFault.CutAfter || fault instanceof RegistryFault.CutInBody) {
            return cut(request);
        }
        // An answer over a body that nobody has read makes Jetty close a connection that the client may be about to use
        // again.
        Content.Source.consumeAll(request);
        return send(request, response, callback, answer, fault instanceof RegistryFault.Truncated);
    }

    /** A request whose body has arrived. */
    private static Request whole(Request request) throws IOException {
        Content.Source body = new ByteBufferContentSource(
                ByteBuffer.wrap(Content.Source.asInputStream(request).readAllBytes()));
        return new Request.Wrapper(request) {
            @Override
            public Content.Chunk read() {
                return body.read();
            }

            @Override
            public void demand(Runnable demandCallback) {
                body.demand(demandCallback);
            }
        };
    }

    /** What is sent back. */
    private record Answer(int status, byte[] body, java.util.Map<String, String> headers) {
        static Answer of(int status, String... headers) {
            java.util.Map<String, String> all = new java.util.LinkedHashMap<>();
            for (int i = 0; i < headers.length; i += 2) {
                all.put(headers[i], headers[i + 1]);
            }
            return new Answer(status, new byte[0], all);
        }

        Answer with(byte[] content) {
            return new Answer(status, content, headers);
        }
    }

    private static Answer error(int status, String code, String... headers) {
        String body = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + code.toLowerCase(java.util.Locale.ROOT)
                + "\"}]}";
        return Answer.of(status, headers).with(body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean cut(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        return true;
    }

    private static boolean send(
            Request request, Response response, Callback callback, Answer answer, boolean isTruncated) {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(new HttpField(name, value)));
        response.getHeaders().put("Docker-Distribution-Api-Version", "registry/2.0");
        response.getHeaders().put("Content-Length", answer.body().length);
        boolean isHead = request.getMethod().equals("HEAD");
        if (isTruncated) {
            ByteBuffer half = ByteBuffer.wrap(answer.body(), 0, answer.body().length / 2);
            response.write(false, half, Callback.from(() -> cut(request)));
        } else {
            response.write(true, isHead ? null : ByteBuffer.wrap(answer.body()), callback);
        }
        return true;
    }

    /**
     * @param cutAt bytes of the body after which the connection breaks; -1 for never
     * @return null when the connection broke
     */
    private @Nullable Answer answer(Request request, RegistryRequest came, int cutAt) throws IOException {
        String address = "http://" + request.getHeaders().get("Host");
        if (came.path().equals("/token")) {
            return token(request, came);
        }
        Matcher path = PATH.matcher(came.path());
        if (!path.matches()) {
            return came.path().equals("/v2/") ? base(came, address) : error(404, "UNSUPPORTED");
        }
        String name = path.group("name");
        boolean isWrite = !came.method().equals("GET") && !came.method().equals("HEAD");
        Admission admission = gate.admit(came.authorization(), name, isWrite);
        if (admission == Admission.WHO_ARE_YOU) {
            return error(401, "UNAUTHORIZED", "WWW-Authenticate", gate.challenge(address, name));
        }
        if (admission == Admission.DENIED) {
            return error(403, "DENIED");
        }
        String rest = path.group("rest");
        return switch (path.group("kind")) {
            case "manifests" -> manifest(request, came, name, rest);
            case "blobs" -> blob(came, name, rest);
            case "tags" -> tags(name);
            default -> upload(request, came, name, rest, cutAt);
        };
    }

    private Answer base(RegistryRequest came, String address) {
        return gate.admit(came.authorization(), "", false) == Admission.WHO_ARE_YOU
                ? error(401, "UNAUTHORIZED", "WWW-Authenticate", gate.challenge(address, ""))
                : Answer.of(200).with("{}".getBytes(StandardCharsets.UTF_8));
    }

    private Answer token(Request request, RegistryRequest came) {
        List<String> scopes = Request.extractQueryParameters(request).getValuesOrEmpty("scope");
        String token = gate.token(came.authorization(), scopes);
        return token == null
                ? error(401, "UNAUTHORIZED")
                : Answer.of(200, "Content-Type", "application/json").with(token.getBytes(StandardCharsets.UTF_8));
    }

    private Answer manifest(Request request, RegistryRequest came, String name, String reference) throws IOException {
        Stored stored = store.manifest(name, reference);
        if (came.method().equals("PUT")) {
            String wanted = request.getHeaders().get("If-Match");
            if (isConditional && wanted != null && (stored == null || !wanted.equals("\"" + stored.digest() + "\""))) {
                return error(412, "MANIFEST_CHANGED");
            }
            byte[] content = Content.Source.asInputStream(request).readAllBytes();
            String missing = store.put(name, reference, request.getHeaders().get("Content-Type"), content);
            String digest = RegistryStore.digest(content);
            return missing == null
                    ? Answer.of(201, DIGEST, digest, "Location", "/v2/" + name + "/manifests/" + digest)
                    : error(400, "MANIFEST_BLOB_UNKNOWN");
        }
        if (stored == null) {
            return error(404, store.tags(name) == null ? "NAME_UNKNOWN" : "MANIFEST_UNKNOWN");
        }
        return Answer.of(
                        200,
                        "Content-Type",
                        stored.mediaType(),
                        DIGEST,
                        stored.digest(),
                        "ETag",
                        "\"" + stored.digest() + "\"")
                .with(stored.content());
    }

    private Answer blob(RegistryRequest came, String name, String digest) {
        byte[] content = store.blob(name, digest);
        return content == null
                ? error(404, "BLOB_UNKNOWN")
                : Answer.of(200, "Content-Type", "application/octet-stream", DIGEST, digest)
                        .with(content);
    }

    private Answer tags(String name) {
        List<String> tags = store.tags(name);
        if (tags == null) {
            return error(404, "NAME_UNKNOWN");
        }
        String list = tags.isEmpty() ? "" : "\"" + String.join("\",\"", tags) + "\"";
        return Answer.of(200, "Content-Type", "application/json")
                .with(("{\"name\":\"" + name + "\",\"tags\":[" + list + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Answer upload(Request request, RegistryRequest came, String name, String id, int cutAt)
            throws IOException {
        Fields query = Request.extractQueryParameters(request);
        if (came.method().equals("POST")) {
            String mount = query.getValue("mount");
            String from = query.getValue("from");
            if (mount != null && from != null && store.mount(name, mount, from)) {
                return Answer.of(201, "Location", "/v2/" + name + "/blobs/" + mount, DIGEST, mount);
            }
            return progress(202, name, store.begin());
        }
        int size = store.size(id);
        if (size < 0) {
            return error(404, "BLOB_UPLOAD_UNKNOWN");
        }
        Matcher range = RANGE.matcher(String.valueOf(request.getHeaders().get("Content-Range")));
        if (range.matches() && Integer.parseInt(range.group(1)) != size) {
            return progress(416, name, id);
        }
        if (!came.method().equals("GET") && !receive(request, id, cutAt)) {
            return null;
        }
        String digest = query.getValue("digest");
        if (came.method().equals("PUT") && digest != null) {
            return store.finish(id, name, digest)
                    ? Answer.of(201, "Location", "/v2/" + name + "/blobs/" + digest, DIGEST, digest)
                    : error(400, "DIGEST_INVALID");
        }
        return progress(came.method().equals("GET") ? 204 : 202, name, id);
    }

    /** False when it was cut. */
    private boolean receive(Request request, String id, int cutAt) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] buffer = new byte[1 << 16];
            int taken = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                int kept = cutAt < 0 ? read : Math.min(read, cutAt - taken);
                store.append(id, Arrays.copyOf(buffer, kept));
                taken += kept;
                if (cutAt >= 0 && taken >= cutAt) {
                    return false;
                }
            }
        }
        return true;
    }

    private Answer progress(int status, String name, String id) {
        int size = store.size(id);
        return Answer.of(
                status,
                "Location",
                "/v2/" + name + "/blobs/uploads/" + id + "?_state=" + size,
                "Range",
                "0-" + Math.max(0, size - 1),
                "Docker-Upload-UUID",
                id);
    }
}
