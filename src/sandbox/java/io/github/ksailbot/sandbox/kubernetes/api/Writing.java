package io.github.ksailbot.sandbox.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields.Manager;
import io.github.ksailbot.sandbox.kubernetes.patch.Patches;
import io.github.ksailbot.sandbox.kubernetes.resource.Removal;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.List;

/** Requests that change something. */
final class Writing {
    private final Resources resources;
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    Writing(Resources resources) {
        this.resources = resources;
    }

    ObjectNode create(Target target, Query query, String body) {
        if (!target.subresource().isEmpty()) {
            throw notAllowed();
        }
        ObjectNode object = object(json, body);
        expectKind(target, object);
        return resources.create(target.kind(), target.namespace(), object, write(target, query, query.manager()));
    }

    ObjectNode replace(Target target, Query query, String body) {
        ObjectNode object = object(json, body);
        expectKind(target, object);
        return resources.update(
                target.kind(), target.namespace(), target.name(), object, write(target, query, query.manager()));
    }

    ObjectNode patch(Target target, Query query, String type, String body) {
        switch (type) {
            case "application/merge-patch+json":
                return change(target, query, body, Patches::merge);
            case "application/json-patch+json":
                return change(target, query, body, Patches::json);
            case "application/strategic-merge-patch+json":
                if (target.kind().custom()) {
                    throw StatusError.of(
                            415,
                            "UnsupportedMediaType",
                            "the body of the request was in an unknown format - accepted media types include: "
                                    + "application/json-patch+json, application/merge-patch+json, "
                                    + "application/apply-patch+yaml");
                }
                return change(target, query, body, Patches::strategic);
            case "application/apply-patch+yaml":
                return apply(target, query, body);
            default:
                throw StatusError.of(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include: "
                                + "application/json-patch+json, application/merge-patch+json, "
                                + "application/strategic-merge-patch+json, application/apply-patch+yaml");
        }
    }

    @FunctionalInterface
    private interface Patch {
        ObjectNode apply(ObjectNode target, JsonNode patch);
    }

    private ObjectNode change(Target target, Query query, String body, Patch patch) {
        JsonNode parsed = parse(json, body);
        return resources.change(
                target.kind(),
                target.namespace(),
                target.name(),
                old -> patch.apply(old, parsed),
                write(target, query, query.manager()));
    }

    private ObjectNode apply(Target target, Query query, String body) {
        String manager = query.text("fieldManager");
        if (manager.isEmpty()) {
            throw StatusError.badRequest(
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }
        ObjectNode object = object(yaml, body);
        expectKind(target, object);
        if (object.path("metadata").has("managedFields")) {
            throw StatusError.badRequest("metadata.managedFields must be nil");
        }
        Write write = new Write(Manager.apply(manager, target.subresource()), query.dryRun());
        return resources.apply(target.kind(), target.namespace(), target.name(), object, query.flag("force"), write);
    }

    /** Deletes one object, or all that are selected. */
    ObjectNode delete(Target target, Query query, String body) {
        JsonNode options = body.isBlank() ? JsonNodeFactory.instance.objectNode() : parse(json, body);
        JsonNode conditions = options.path("preconditions");
        String policy = options.path("propagationPolicy").asText(query.text("propagationPolicy"));
        Removal.Options how = new Removal.Options(
                conditions.path("uid").asText(""),
                conditions.path("resourceVersion").asText(""),
                "Orphan".equals(policy),
                query.dryRun() || !options.path("dryRun").isEmpty());
        if (!target.name().isEmpty()) {
            return resources.delete(target.kind(), target.namespace(), target.name(), how);
        }
        List<ObjectNode> all = resources.store().list(target.kind(), target.namespace()).stream()
                .filter(query.selection(target))
                .toList();
        all.forEach(object -> resources.delete(
                target.kind(),
                object.path("metadata").path("namespace").asText(""),
                object.path("metadata").path("name").asText(),
                how));
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Success");
    }

    private static Write write(Target target, Query query, String manager) {
        return new Write(Manager.update(manager, target.subresource()), query.dryRun());
    }

    private static void expectKind(Target target, ObjectNode object) {
        String kind = object.path("kind").asText(target.kind().kind());
        String version = object.path("apiVersion").asText(target.kind().apiVersion(target.version()));
        if (!kind.equals(target.kind().kind())
                || target.kind().versions().stream()
                        .map(target.kind()::apiVersion)
                        .noneMatch(version::equals)) {
            throw StatusError.badRequest("the object provided is unrecognized: %s, Kind=%s is not %s"
                    .formatted(version, kind, target.kind().qualified()));
        }
    }

    private static ObjectNode object(ObjectMapper mapper, String body) {
        if (parse(mapper, body) instanceof ObjectNode object) {
            return object;
        }
        throw StatusError.badRequest("the object provided is unrecognized: it is not an object");
    }

    private static JsonNode parse(ObjectMapper mapper, String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw StatusError.badRequest("the object provided is unrecognized: " + e.getOriginalMessage());
        }
    }

    static StatusError notAllowed() {
        return StatusError.of(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }
}
