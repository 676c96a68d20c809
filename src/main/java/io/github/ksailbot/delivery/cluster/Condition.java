package io.github.ksailbot.delivery.cluster;

/**
 * What a controller says about one aspect of an object.
 *
 * @param type such as {@code Ready}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one word; may be empty
 * @param message for people; may be empty
 * @param observedGeneration of the object that it is about; 0 when the controller does not say
 */
public record Condition(String type, String status, String reason, String message, long observedGeneration) {
    public boolean isTrue() {
        return status.equals("True");
    }

    public boolean isFalse() {
        return status.equals("False");
    }
}
