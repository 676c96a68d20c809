package io.github.ksailbot.sandbox.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.store.ObjectStore;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Collections, in pages that all show one moment. */
final class Lists {
    private final ObjectStore store;
    private final Map<String, Rest> rests = new ConcurrentHashMap<>();

    private record Rest(long revision, List<ObjectNode> objects) {}

    Lists(ObjectStore store) {
        this.store = store;
    }

    /**
     * @param limit 0 for all
     * @param token where the page before ended; null for the first
     */
    ObjectNode page(Target target, Selection selection, int limit, @Nullable String token) {
        Rest rest = token == null || token.isEmpty() ? start(target, selection) : resume(token);
        int size = limit > 0
                ? Math.min(limit, rest.objects().size())
                : rest.objects().size();
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", target.kind().kind() + "List")
                .put("apiVersion", target.kind().apiVersion(target.version()));
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", Long.toString(rest.revision()));
        ArrayNode items = list.putArray("items");
        rest.objects().subList(0, size).forEach(object -> items.add(Versions.as(target, object)));
        if (size < rest.objects().size()) {
            String next = UUID.randomUUID().toString();
            List<ObjectNode> left = rest.objects().subList(size, rest.objects().size());
            rests.put(next, new Rest(rest.revision(), left));
            metadata.put("continue", next).put("remainingItemCount", left.size());
        }
        return list;
    }

    private Rest start(Target target, Selection selection) {
        return store.locked(() -> new Rest(
                store.revision(),
                store.list(target.kind(), target.namespace()).stream()
                        .filter(selection)
                        .toList()));
    }

    private Rest resume(String token) {
        Rest rest = rests.get(token);
        if (rest == null || rest.revision() < store.compacted()) {
            throw StatusError.expired(
                    "The provided continue parameter is too old to display a consistent list result.");
        }
        return rest;
    }
}
