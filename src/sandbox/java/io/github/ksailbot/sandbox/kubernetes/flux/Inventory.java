package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.Kinds;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code status.inventory} of a Kustomization: entries {@code namespace_name_group_Kind}. */
final class Inventory {
    private Inventory() {}

    static Set<Key> read(ObjectNode object, Kinds kinds) {
        Set<Key> keys = new LinkedHashSet<>();
        for (JsonNode entry : object.at("/status/inventory/entries")) {
            String[] parts = entry.path("id").asText().split("_", 4);
            if (parts.length == 4) {
                kinds.all().stream()
                        .filter(kind ->
                                kind.group().equals(parts[2]) && kind.kind().equals(parts[3]))
                        .findFirst()
                        .ifPresent(kind -> keys.add(Key.of(kind, parts[0], parts[1])));
            }
        }
        return keys;
    }

    static void write(ObjectNode status, Collection<Key> keys, Kinds kinds) {
        ArrayNode entries = status.putObject("inventory").putArray("entries");
        for (Key key : keys) {
            kinds.all().stream().filter(key::is).findFirst().ifPresent(kind -> entries.addObject()
                    .put("id", id(key, kind))
                    .put("v", kind.version()));
        }
    }

    private static String id(Key key, Kind kind) {
        return String.join("_", key.namespace(), key.name(), key.group(), kind.kind());
    }
}
