package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.engine.finding.ResourceId;

/**
 * Something that was said about an object: by a condition, a container's state or an event.
 *
 * @param reason one word; may be empty
 * @param message free of secrets; may be long
 */
record Symptom(ResourceId subject, String reason, String message) {
    String text() {
        return reason + ": " + message;
    }
}
