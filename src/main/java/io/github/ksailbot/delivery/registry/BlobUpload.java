package io.github.ksailbot.delivery.registry;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.RequestBody;

/**
 * A blob on its way into a registry. What the registry has of it is asked for after a failure, and not sent again.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#push">distribution-spec, push</a>
 */
final class BlobUpload {
    private static final String OCTETS = "application/octet-stream";
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");
    /** Failures in a row after which it is left to a later attempt. */
    private static final int MAX_RESUMES = 2;

    private final RegistryExchange exchange;
    private final String scope;
    private final String doing;
    private final Blob blob;
    private final int smallBlob;
    private URI location;
    private long offset;
    private long sent;

    /**
     * @param location where the registry wants it
     */
    BlobUpload(RegistryExchange exchange, String scope, String doing, Blob blob, int smallBlob, URI location) {
        this.exchange = exchange;
        this.scope = scope;
        this.doing = doing;
        this.blob = blob;
        this.smallBlob = smallBlob;
        this.location = location;
    }

    /** Bytes that were sent, those that were lost included. */
    long sent() {
        return sent;
    }

    /**
     * Sends what is missing.
     *
     * @param chunk bytes of a piece
     */
    void run(int chunk) throws RegistryException {
        if (blob.size() <= smallBlob && offset == 0) {
            sent += blob.size();
            finish(new BlobBody(blob, 0, blob.size()));
            return;
        }
        int failures = 0;
        while (offset < blob.size()) {
            try {
                send(Math.min(chunk, blob.size() - offset));
                failures = 0;
            } catch (RegistryException e) {
                if (!e.isTransient() || e.retryAfter() != null || ++failures > MAX_RESUMES || !resume()) {
                    throw e;
                }
            }
        }
        finish(BlobBody.EMPTY);
    }

    /** Asks how much has arrived; false when the registry does not know this upload any more. */
    boolean resume() throws RegistryException {
        HttpAnswer answer = exchange.send(Call.of("GET", location, doing), scope);
        Matcher range = RANGE.matcher(answer.header("Range"));
        if (!answer.isSuccess() || !range.matches()) {
            return false;
        }
        long last = Long.parseLong(range.group(1));
        // Registries say 0-0 for no byte as well as for one.
        if (last == 0 || last >= blob.size()) {
            return false;
        }
        offset = last + 1;
        moveOn(answer);
        return true;
    }

    private void send(long length) throws RegistryException {
        long from = offset;
        sent += length;
        HttpAnswer answer = exchange.send(
                Call.of("PATCH", location, doing)
                        .header("Content-Type", OCTETS)
                        .header("Content-Range", from + "-" + (from + length - 1))
                        .body(new BlobBody(blob, from, length)),
                scope);
        if (!answer.isSuccess()) {
            throw exchange.unexpected(answer, doing);
        }
        offset = from + length;
        moveOn(answer);
    }

    private void finish(RequestBody body) throws RegistryException {
        String address = location.toString();
        URI end = URI.create(address + (location.getRawQuery() == null ? "?" : "&") + "digest="
                + blob.digest().replace(":", "%3A"));
        HttpAnswer answer = exchange.send(
                Call.of("PUT", end, doing).header("Content-Type", OCTETS).body(body), scope);
        if (!answer.isSuccess()) {
            throw exchange.unexpected(answer, doing);
        }
    }

    private void moveOn(HttpAnswer answer) throws RegistryException {
        if (!answer.header("Location").isEmpty()) {
            location = exchange.location(answer, doing);
        }
    }
}
