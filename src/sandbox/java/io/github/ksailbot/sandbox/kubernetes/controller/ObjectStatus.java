package io.github.ksailbot.sandbox.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The status of one object while a controller writes it. */
public final class ObjectStatus {
    private final ObjectNode object;
    private final ObjectNode status;
    private final String now;

    /** @param object is changed */
    public ObjectStatus(ObjectNode object, Instant now) {
        this.object = object;
        this.status = object.withObject("/status");
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public ObjectNode fields() {
        return status;
    }

    public ObjectNode object() {
        return object;
    }

    public long generation() {
        return object.path("metadata").path("generation").asLong();
    }

    /** @param value True, False or Unknown */
    public ObjectStatus set(String type, String value, String reason, String message) {
        ObjectNode condition = find(type);
        if (condition == null) {
            condition = conditions().addObject().put("type", type);
        }
        if (!condition.path("status").asText("").equals(value)) {
            condition.put("lastTransitionTime", now);
        }
        condition
                .put("status", value)
                .put("reason", reason)
                .put("message", message)
                .put("observedGeneration", generation());
        return this;
    }

    public ObjectStatus remove(String... types) {
        Iterator<JsonNode> all = conditions().iterator();
        while (all.hasNext()) {
            String type = all.next().path("type").asText();
            for (String gone : types) {
                if (gone.equals(type)) {
                    all.remove();
                    break;
                }
            }
        }
        return this;
    }

    public boolean is(String type, String value) {
        ObjectNode condition = find(type);
        return condition != null && condition.path("status").asText().equals(value);
    }

    public boolean has(String type) {
        return find(type) != null;
    }

    public ObjectStatus observed() {
        status.put("observedGeneration", generation());
        return this;
    }

    private @Nullable ObjectNode find(String type) {
        for (JsonNode condition : conditions()) {
            if (condition.path("type").asText().equals(type)) {
                return (ObjectNode) condition;
            }
        }
        return null;
    }

    private ArrayNode conditions() {
        return status.withArray("/conditions");
    }
}
