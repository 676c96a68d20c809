package io.github.ksailbot.sandbox.registry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Blobs, manifests and tags, each by repository; a blob is readable only in repositories that it was pushed to. */
final class RegistryStore {
    private static final Pattern REFERENCE = Pattern.compile("\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"");

    /** A manifest as it was put. */
    record Stored(String digest, String mediaType, byte[] content) {}

    private static final class Repository {
        private final Set<String> blobs = new TreeSet<>();
        private final Map<String, Stored> manifests = new HashMap<>();
        private final Map<String, String> tags = new TreeMap<>();
    }

    private final Map<String, byte[]> contents = new HashMap<>();
    private final Map<String, Repository> repositories = new TreeMap<>();
    private final Map<String, ByteArrayOutputStream> uploads = new HashMap<>();

    synchronized byte @Nullable [] blob(String repository, String digest) {
        Repository known = repositories.get(repository);
        return known != null && known.blobs.contains(digest) ? contents.get(digest) : null;
    }

    synchronized boolean mount(String repository, String digest, String from) {
        if (blob(from, digest) == null) {
            return false;
        }
        repository(repository).blobs.add(digest);
        return true;
    }

    synchronized String begin() {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new ByteArrayOutputStream());
        return id;
    }

    /** Bytes that have arrived; -1 when there is no such upload. */
    synchronized int size(String upload) {
        ByteArrayOutputStream known = uploads.get(upload);
        return known == null ? -1 : known.size();
    }

    synchronized void append(String upload, byte[] bytes) {
        Objects.requireNonNull(uploads.get(upload), "no such upload").writeBytes(bytes);
    }

    /** Whether the upload had that digest; it is over in any case. */
    synchronized boolean finish(String upload, String repository, String digest) {
        byte[] content =
                Objects.requireNonNull(uploads.remove(upload), "no such upload").toByteArray();
        if (!digest(content).equals(digest)) {
            return false;
        }
        contents.put(digest, content);
        repository(repository).blobs.add(digest);
        return true;
    }

    /**
     * @return a digest that the manifest refers to and the repository does not have; null when it was stored
     */
    synchronized @Nullable String put(String repository, String reference, String mediaType, byte[] content) {
        Repository known = repository(repository);
        Matcher digests = REFERENCE.matcher(new String(content, StandardCharsets.UTF_8));
        while (digests.find()) {
            if (!known.blobs.contains(digests.group(1)) && !known.manifests.containsKey(digests.group(1))) {
                return digests.group(1);
            }
        }
        Stored stored = new Stored(digest(content), mediaType, content);
        known.manifests.put(stored.digest(), stored);
        if (!reference.startsWith("sha256:")) {
            known.tags.put(reference, stored.digest());
        }
        return null;
    }

    synchronized @Nullable Stored manifest(String repository, String reference) {
        Repository known = repositories.get(repository);
        if (known == null) {
            return null;
        }
        return known.manifests.get(known.tags.getOrDefault(reference, reference));
    }

    /** Null when there is no such repository. */
    synchronized @Nullable List<String> tags(String repository) {
        Repository known = repositories.get(repository);
        return known == null ? null : List.copyOf(known.tags.keySet());
    }

    synchronized void untag(String repository, String tag) {
        repository(repository).tags.remove(tag);
    }

    private Repository repository(String name) {
        return repositories.computeIfAbsent(name, unknown -> new Repository());
    }

    static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
