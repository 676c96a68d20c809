package io.github.ksailbot.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who owns which fields of one object. */
public final class ManagedFields {

    /**
     * @param operation {@code Apply} or {@code Update}
     * @param subresource empty, or {@code status}
     */
    public record Manager(String name, String operation, String subresource) {
        public static Manager apply(String name, String subresource) {
            return new Manager(name, "Apply", subresource);
        }

        public static Manager update(String name, String subresource) {
            return new Manager(name, "Update", subresource);
        }
    }

    private final Map<Manager, Set<List<String>>> owned = new LinkedHashMap<>();
    private final Map<Manager, String> times = new LinkedHashMap<>();

    private ManagedFields() {}

    public static ManagedFields of(ObjectNode object) {
        ManagedFields fields = new ManagedFields();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            Manager manager = new Manager(
                    entry.path("manager").asText(),
                    entry.path("operation").asText(),
                    entry.path("subresource").asText(""));
            fields.owned.put(manager, FieldPaths.fromFieldsV1(entry.get("fieldsV1")));
            fields.times.put(manager, entry.path("time").asText());
        }
        return fields;
    }

    Set<List<String>> ownedBy(Manager manager) {
        return owned.getOrDefault(manager, Set.of());
    }

    /** Who else owns a path. */
    List<Manager> others(Manager manager, List<String> path) {
        List<Manager> others = new ArrayList<>();
        owned.forEach((owner, paths) -> {
            if (!owner.equals(manager) && paths.contains(path)) {
                others.add(owner);
            }
        });
        return others;
    }

    void set(Manager manager, Set<List<String>> paths, String time) {
        if (!paths.equals(owned.get(manager))) {
            times.put(manager, time);
        }
        owned.put(manager, new LinkedHashSet<>(paths));
    }

    void takeFromOthers(Manager manager, List<String> path) {
        owned.forEach((owner, paths) -> {
            if (!owner.equals(manager)) {
                paths.remove(path);
            }
        });
    }

    /** A change by something else than apply: who changed a field owns it from now on. */
    public void changed(boolean custom, ObjectNode before, ObjectNode after, Manager manager, String time) {
        Set<List<String>> now = FieldPaths.of(custom, after);
        Set<List<String>> mine = new LinkedHashSet<>(ownedBy(manager));
        for (List<String> path : now) {
            if (!FieldPaths.value(before, path).equals(FieldPaths.value(after, path))) {
                mine.add(path);
                takeFromOthers(manager, path);
            }
        }
        set(manager, mine, time);
        owned.values().forEach(paths -> paths.retainAll(now));
    }

    public void writeTo(ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        ArrayNode list = metadata.putArray("managedFields");
        owned.forEach((manager, paths) -> {
            if (!paths.isEmpty()) {
                ObjectNode entry = list.addObject()
                        .put("manager", manager.name())
                        .put("operation", manager.operation())
                        .put("apiVersion", object.path("apiVersion").asText())
                        .put("time", times.getOrDefault(manager, ""))
                        .put("fieldsType", "FieldsV1");
                entry.set("fieldsV1", FieldPaths.toFieldsV1(paths));
                if (!manager.subresource().isEmpty()) {
                    entry.put("subresource", manager.subresource());
                }
            }
        });
        if (list.isEmpty()) {
            metadata.remove("managedFields");
        }
    }
}
