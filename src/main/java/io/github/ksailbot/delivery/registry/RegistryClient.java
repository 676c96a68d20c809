package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One repository of a registry, for one push and one thread. Every method may throw a {@link CancellationException} when it
 * is cancelled, and none tries anything again by itself except with a renewed token.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">distribution-spec</a>
 */
public final class RegistryClient {
    private static final String MANIFESTS = String.join(
            ", ",
            Manifest.MEDIA_TYPE,
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final int MAX_CHUNK = 256 << 20;

    private final RegistryExchange exchange;
    private final String repository;
    private final String scope;
    private final String doing;
    private final int smallBlob;
    private final Set<String> known = new HashSet<>();
    private final Map<String, BlobUpload> begun = new HashMap<>();
    private long bytesSent;

    /**
     * @param cancelled asked while an answer is waited for
     */
    public RegistryClient(RegistryHttp http, RegistryTarget target, Clock clock, BooleanSupplier cancelled) {
        this.exchange = new RegistryExchange(http, target, clock, cancelled);
        this.repository = target.repository();
        this.scope = scope(target.repository(), "pull,push");
        this.doing = "push to `" + target.syncRepository() + "`";
        this.smallBlob = http.options().smallBlob();
    }

    /** Requests that were sent, those for tokens included. */
    public int requests() {
        return exchange.requests();
    }

    /** Bytes of blobs and manifests that were sent. */
    public long bytesSent() {
        return bytesSent;
    }

    /**
     * What a tag points to; empty when there is no such tag, or no such repository yet.
     *
     * @param reference tag or digest
     */
    public Optional<StoredManifest> manifest(String reference) throws RegistryException {
        HttpAnswer answer = exchange.send(
                Call.of("GET", uri("manifests/" + reference), "read `" + repository + ":" + reference + "`")
                        .header("Accept", MANIFESTS),
                scope);
        if (isMissing(answer)) {
            return Optional.empty();
        }
        requireSuccess(answer);
        try {
            return Optional.of(new StoredManifest(
                    Digests.of(answer.body()), Manifest.parse(answer.body()), answer.header("ETag")));
        } catch (IOException e) {
            throw new RegistryException(
                    Kind.WRONG_ANSWER, "Could not read `" + repository + ":" + reference + "`: it is no manifest.");
        }
    }

    /** The digest that a tag points to; empty when there is no such tag. */
    public Optional<String> digest(String reference) throws RegistryException {
        HttpAnswer answer = exchange.send(
                Call.of("HEAD", uri("manifests/" + reference), doing).header("Accept", MANIFESTS), scope);
        if (isMissing(answer)) {
            return Optional.empty();
        }
        requireSuccess(answer);
        String digest = answer.header("Docker-Content-Digest");
        return Digests.isDigest(digest)
                ? Optional.of(digest)
                : manifest(reference).map(StoredManifest::digest);
    }

    /**
     * Makes a tag point to a manifest. Once it is on its way, its end is waited for: one that was given up might still move
     * the tag, after somebody else has done so.
     *
     * @param replaced what the tag must point to still, where the registry can hold to that; null when it does not matter
     * @throws RegistryException {@code CONFLICT} when the registry says that it points to something else
     */
    public void putManifest(String reference, byte[] manifest, @Nullable StoredManifest replaced)
            throws RegistryException {
        Call call = Call.of("PUT", uri("manifests/" + reference), doing)
                .header("Content-Type", Manifest.MEDIA_TYPE)
                .body(BlobBody.of(manifest))
                .whole();
        if (replaced != null && !replaced.entityTag().isEmpty()) {
            call = call.header("If-Match", replaced.entityTag());
        }
        bytesSent += manifest.length;
        HttpAnswer answer = exchange.send(call, scope);
        requireSuccess(answer);
        String digest = answer.header("Docker-Content-Digest");
        if (!digest.isEmpty() && !digest.equals(Digests.of(manifest))) {
            throw new RegistryException(
                    Kind.WRONG_ANSWER, "Could not " + doing + ": the registry stored something else than was sent.");
        }
    }

    /**
     * Makes sure that a blob is there.
     *
     * @param from another repository of the same registry that may have it; null for none
     * @return whether it had to be sent
     */
    public boolean putBlob(Blob blob, @Nullable String from) throws RegistryException {
        if (known.contains(blob.digest()) || hasBlob(blob.digest())) {
            known.add(blob.digest());
            return false;
        }
        BlobUpload upload = begun.remove(blob.digest());
        int chunk = smallBlob;
        if (upload == null || !upload.resume()) {
            HttpAnswer answer = begin(blob, from);
            if (answer.status() == 201) {
                known.add(blob.digest());
                return false;
            }
            chunk = chunk(answer);
            upload = new BlobUpload(exchange, scope, doing, blob, smallBlob, exchange.location(answer, doing));
        }
        long before = upload.sent();
        begun.put(blob.digest(), upload);
        try {
            upload.run(chunk);
        } finally {
            bytesSent += upload.sent() - before;
        }
        begun.remove(blob.digest());
        known.add(blob.digest());
        return true;
    }

    private boolean hasBlob(String digest) throws RegistryException {
        HttpAnswer answer = exchange.send(Call.of("HEAD", uri("blobs/" + digest), doing), scope);
        if (answer.status() == 404) {
            return false;
        }
        requireSuccess(answer);
        return true;
    }

    private HttpAnswer begin(Blob blob, @Nullable String from) throws RegistryException {
        if (from != null) {
            HttpAnswer mounted = mount(blob, from);
            if (mounted != null) {
                return mounted;
            }
        }
        HttpAnswer answer = exchange.send(Call.of("POST", uri("blobs/uploads/"), doing), scope);
        requireSuccess(answer);
        return answer;
    }

    /** Null when nothing may be taken from there: a mount saves time, and is not worth a failure. */
    private @Nullable HttpAnswer mount(Blob blob, String from) throws RegistryException {
        String query = "?mount=" + encoded(blob.digest()) + "&from=" + encoded(from);
        try {
            HttpAnswer answer = exchange.send(
                    Call.of("POST", uri("blobs/uploads/" + query), doing), scope + " " + scope(from, "pull"));
            return answer.isSuccess() ? answer : null;
        } catch (RegistryException e) {
            if (e.kind() == Kind.AUTHENTICATION_REQUIRED || e.kind() == Kind.ACCESS_DENIED) {
                return null;
            }
            throw e;
        }
    }

    /** Some registries want pieces of a least size. */
    private int chunk(HttpAnswer begun) {
        String least = begun.header("OCI-Chunk-Min-Length");
        int wanted = least.matches("[0-9]{1,9}") ? Integer.parseInt(least) : 0;
        return Math.min(MAX_CHUNK, Math.max(smallBlob, wanted));
    }

    private static boolean isMissing(HttpAnswer answer) {
        return answer.status() == 404;
    }

    private void requireSuccess(HttpAnswer answer) throws RegistryException {
        if (!answer.isSuccess()) {
            throw exchange.unexpected(answer, doing);
        }
    }

    private URI uri(String path) {
        return exchange.base().resolve("/v2/" + repository + "/" + path);
    }

    private static String scope(String repository, String actions) {
        return "repository:" + repository + ":" + actions;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
