package io.github.ksailbot.github.webhook;

import java.util.List;

/**
 * A webhook request as it came: every value of the headers that count, and the body byte for byte.
 *
 * @param signatures of {@code X-Hub-Signature-256}
 * @param events of {@code X-GitHub-Event}
 * @param ids of {@code X-GitHub-Delivery}
 * @param body not decoded in any way
 */
// Never compared; the array is read only.
@SuppressWarnings("ArrayRecordComponent")
record Envelope(List<String> signatures, List<String> events, List<String> ids, byte[] body) {
    Envelope {
        signatures = List.copyOf(signatures);
        events = List.copyOf(events);
        ids = List.copyOf(ids);
    }
}
