package io.github.ksailbot.delivery.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object as the API gave it. Nothing in it is trusted to be there: what is missing reads as empty, zero or false.
 *
 * @param json never changed
 */
public record KubernetesObject(JsonNode json) {

    public String kind() {
        return text("kind");
    }

    public String name() {
        return text("metadata", "name");
    }

    public String namespace() {
        return text("metadata", "namespace");
    }

    public ObjectRef ref() {
        return new ObjectRef(namespace(), name());
    }

    public String resourceVersion() {
        return text("metadata", "resourceVersion");
    }

    public long generation() {
        return number("metadata", "generation");
    }

    public boolean isBeingDeleted() {
        return !text("metadata", "deletionTimestamp").isEmpty();
    }

    /** Empty when there is none. */
    public String annotation(String key) {
        return text("metadata", "annotations", key);
    }

    /** Empty when there is none. */
    public String label(String key) {
        return text("metadata", "labels", key);
    }

    /** The scalar at a path of keys; empty when there is none. */
    public String text(String... path) {
        return at(path).asText("");
    }

    public long number(String... path) {
        return at(path).asLong(0);
    }

    public boolean flag(String... path) {
        return at(path).asBoolean(false);
    }

    /** What is at a path of keys; a missing node when nothing is. */
    public JsonNode at(String... path) {
        JsonNode node = json;
        for (String key : path) {
            node = node.path(key);
        }
        return node;
    }

    public List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode condition : at("status", "conditions")) {
            conditions.add(new Condition(
                    condition.path("type").asText(""),
                    condition.path("status").asText(""),
                    condition.path("reason").asText(""),
                    condition.path("message").asText(""),
                    condition.path("observedGeneration").asLong(0)));
        }
        return conditions;
    }

    public Optional<Condition> condition(String type) {
        return conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
