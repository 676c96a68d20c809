package io.github.ksailbot.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields.Manager;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Server-side apply: what a manager applies is what it owns; others' fields it gets by force only; what it applied once
 * and applies no longer goes, unless somebody else owns it too.
 */
public final class ServerSideApply {
    private final boolean custom;
    private final Manager manager;
    private final boolean force;
    private final String time;

    /** @param custom whether the kind comes from a CustomResourceDefinition, whose lists are one value each */
    public ServerSideApply(boolean custom, Manager manager, boolean force, String time) {
        this.custom = custom;
        this.manager = manager;
        this.force = force;
        this.time = time;
    }

    /**
     * @param live never changed
     * @return the object with its managed fields
     * @throws StatusError 409 when another manager owns a field that would change
     */
    public ObjectNode apply(ObjectNode live, ObjectNode applied) {
        ManagedFields fields = ManagedFields.of(live);
        Set<List<String>> wanted = FieldPaths.of(custom, applied);
        List<StatusError.Cause> conflicts = new ArrayList<>();
        for (List<String> path : wanted) {
            if (".".equals(path.get(path.size() - 1))
                    || FieldPaths.value(live, path).equals(FieldPaths.value(applied, path))) {
                continue;
            }
            List<Manager> others = fields.others(manager, path);
            if (force) {
                fields.takeFromOthers(manager, path);
            } else {
                others.forEach(owner -> conflicts.add(new StatusError.Cause(
                        "FieldManagerConflict",
                        "conflict with \"%s\"%s using %s: %s"
                                .formatted(
                                        owner.name(),
                                        owner.subresource().isEmpty()
                                                ? ""
                                                : " with subresource \"" + owner.subresource() + "\"",
                                        live.path("apiVersion").asText(),
                                        FieldPaths.text(path)),
                        FieldPaths.text(path))));
            }
        }
        if (!conflicts.isEmpty()) {
            throw StatusError.applyConflict(conflicts);
        }
        ObjectNode merged = live.deepCopy();
        Set<List<String>> gone = new LinkedHashSet<>(fields.ownedBy(manager));
        gone.removeAll(wanted);
        gone.stream()
                .filter(path -> fields.others(manager, path).isEmpty())
                .forEach(path -> FieldPaths.remove(merged, path));
        merge(merged, applied);
        fields.set(manager, wanted, time);
        fields.writeTo(merged);
        return merged;
    }

    private void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode old = into.get(name);
            List<String> keys = ListKeys.of(custom, name, value);
            if (value.isNull() || "managedFields".equals(name)) {
                return;
            }
            if (value instanceof ObjectNode object && old instanceof ObjectNode inner) {
                merge(inner, object);
            } else if (keys != null && old instanceof ArrayNode list) {
                merge(keys, list, value);
            } else {
                into.set(name, value.deepCopy());
            }
        });
    }

    private void merge(List<String> keys, ArrayNode into, JsonNode from) {
        for (JsonNode item : from) {
            ObjectNode old = ListKeys.item(keys, into, ListKeys.key(keys, item));
            if (old == null) {
                into.add(item.deepCopy());
            } else {
                merge(old, (ObjectNode) item);
            }
        }
    }
}
