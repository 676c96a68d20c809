package io.github.ksailbot.delivery.artifact;

import java.util.List;

/**
 * How a push ended.
 *
 * @param digest {@code sha256:…} of the manifest that the environment's tag points to now; empty when there is no such tag,
 *     which only an outdated push can find
 * @param revision of that manifest, {@code main@sha1:…}; empty when it has none
 * @param tags that were set, in order; empty when nothing was pushed
 * @param bytesSent of all attempts
 * @param requests of all attempts, those for tokens included
 */
public record Publication(
        Outcome outcome, String digest, String revision, List<String> tags, long bytesSent, int requests) {
    /** What became of it. */
    public enum Outcome {
        /** The tag points to what was pushed. */
        PUSHED,
        /** The tag points to the same content already; nothing was sent. */
        UNCHANGED,
        /** The tag points to a newer commit's artifact, or a newer commit was delivered: it was not moved back. */
        OUTDATED
    }

    public Publication {
        tags = List.copyOf(tags);
    }
}
