package io.github.ksailbot.sandbox.kubernetes.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import org.jspecify.annotations.Nullable;

/** Whether an object has become what it is wished to be, as kstatus says it. */
public enum Health {
    CURRENT("Current"),
    IN_PROGRESS("InProgress"),
    FAILED("Failed"),
    NOT_FOUND("NotFound");

    private final String text;

    Health(String text) {
        this.text = text;
    }

    public static Health of(Kind kind, @Nullable ObjectNode object) {
        if (object == null) {
            return NOT_FOUND;
        }
        if ("apps".equals(kind.group())) {
            return ofWorkload(object);
        }
        if (is(object, "Stalled", "True") || is(object, "Failed", "True")) {
            return FAILED;
        }
        long generation = object.at("/metadata/generation").asLong();
        JsonNode observed = object.at("/status/observedGeneration");
        boolean late = !observed.isMissingNode() && observed.asLong() < generation;
        if (late
                || is(object, "Reconciling", "True")
                || is(object, "Ready", "False")
                || is(object, "Ready", "Unknown")) {
            return IN_PROGRESS;
        }
        boolean silent = kind.group().endsWith("toolkit.fluxcd.io")
                && kind.status()
                && object.at("/status/conditions").isEmpty();
        return silent ? IN_PROGRESS : CURRENT;
    }

    private static Health ofWorkload(ObjectNode object) {
        if (is(object, "Progressing", "False") && reason(object, "Progressing").equals("ProgressDeadlineExceeded")) {
            return FAILED;
        }
        JsonNode status = object.path("status");
        long wanted = object.at("/spec/replicas").asLong(1);
        boolean seen = status.path("observedGeneration").asLong()
                >= object.at("/metadata/generation").asLong();
        return seen && status.path("readyReplicas").asLong() >= wanted ? CURRENT : IN_PROGRESS;
    }

    private static boolean is(ObjectNode object, String type, String value) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText().equals(value);
            }
        }
        return false;
    }

    private static String reason(ObjectNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("reason").asText();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return text;
    }
}
