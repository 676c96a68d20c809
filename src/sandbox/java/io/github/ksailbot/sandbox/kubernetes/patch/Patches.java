package io.github.ksailbot.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The patches that are not apply. */
public final class Patches {
    private Patches() {}

    /** RFC 7396. */
    public static ObjectNode merge(ObjectNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode object)) {
            throw StatusError.badRequest("a merge patch must be an object");
        }
        return merged(target, object, null);
    }

    /** As RFC 7396, save that lists of named items are merged by their names; {@code $patch: delete} removes one. */
    public static ObjectNode strategic(ObjectNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode object)) {
            throw StatusError.badRequest("a strategic merge patch must be an object");
        }
        return merged(target, object, false);
    }

    /** RFC 6902. */
    public static ObjectNode json(ObjectNode target, JsonNode patch) {
        try {
            if (patch.isArray() && JsonPatch.apply(patch, target) instanceof ObjectNode patched) {
                return patched;
            }
            throw StatusError.badRequest("a JSON patch must be a list of operations");
        } catch (JsonPatchException e) {
            throw StatusError.of(
                    422,
                    "Invalid",
                    "the server rejected our request due to an error in our request: " + e.getMessage());
        }
    }

    /** @param custom null for lists that are always one value */
    private static ObjectNode merged(ObjectNode target, ObjectNode patch, @Nullable Boolean custom) {
        ObjectNode result = target.deepCopy();
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode old = result.get(name);
            List<String> keys = custom == null ? null : ListKeys.of(custom, name, value);
            if (value.isNull()) {
                result.remove(name);
            } else if (value instanceof ObjectNode object) {
                ObjectNode base = old instanceof ObjectNode inner ? inner : JsonNodeFactory.instance.objectNode();
                result.set(name, merged(base, object, custom));
            } else if (keys != null && old instanceof ArrayNode list) {
                result.set(name, merged(list, value, keys));
            } else {
                result.set(name, value.deepCopy());
            }
        });
        return result;
    }

    private static ArrayNode merged(ArrayNode target, JsonNode patch, List<String> keys) {
        ArrayNode result = target.deepCopy();
        for (JsonNode item : patch) {
            String key = ListKeys.key(keys, item);
            ObjectNode old = ListKeys.item(keys, result, key);
            boolean delete = "delete".equals(item.path("$patch").asText(""));
            if (delete) {
                for (int i = result.size() - 1; i >= 0; i--) {
                    if (result.get(i) == old) {
                        result.remove(i);
                    }
                }
            } else if (old == null) {
                result.add(item.deepCopy());
            } else {
                ObjectNode merged = merged(old, (ObjectNode) item, false);
                for (int i = 0; i < result.size(); i++) {
                    if (result.get(i) == old) {
                        result.set(i, merged);
                    }
                }
            }
        }
        return result;
    }
}
