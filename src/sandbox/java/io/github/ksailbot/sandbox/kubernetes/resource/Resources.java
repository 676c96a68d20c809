package io.github.ksailbot.sandbox.kubernetes.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields;
import io.github.ksailbot.sandbox.kubernetes.patch.ServerSideApply;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.Kinds;
import io.github.ksailbot.sandbox.kubernetes.store.ObjectStore;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the server does with objects: identity, generations, status apart, finalizers, owners, ownership of fields. */
public final class Resources {
    /** What a client writes of these is not looked at. */
    private static final List<String> SERVER_FIELDS =
            List.of("uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "managedFields");

    private final ObjectStore store;
    private final Kinds kinds;
    private final Clock clock;
    private final Removal removal;

    public Resources(ObjectStore store, Kinds kinds, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
        this.removal = new Removal(store, kinds, clock);
    }

    public ObjectStore store() {
        return store;
    }

    public Kinds kinds() {
        return kinds;
    }

    public Clock clock() {
        return clock;
    }

    public @Nullable ObjectNode find(Kind kind, String namespace, String name) {
        return store.get(Key.of(kind, namespace, name));
    }

    public ObjectNode get(Kind kind, String namespace, String name) {
        ObjectNode object = find(kind, namespace, name);
        if (object == null) {
            throw StatusError.notFound(kind, name);
        }
        return object;
    }

    public ObjectNode create(Kind kind, String namespace, ObjectNode body, Write write) {
        return store.locked(() -> {
            ObjectNode object = body.deepCopy();
            ObjectNode metadata = object.withObject("/metadata");
            metadata.remove(SERVER_FIELDS);
            name(kind, metadata);
            String name = metadata.path("name").asText();
            place(kind, namespace, metadata);
            if (find(kind, namespace, name) != null) {
                throw StatusError.alreadyExists(kind, name);
            }
            object.put("apiVersion", kind.apiVersion(kind.version())).put("kind", kind.kind());
            if (kind.status()) {
                object.remove("status");
            }
            return born(kind, object, write);
        });
    }

    private ObjectNode born(Kind kind, ObjectNode object, Write write) {
        ObjectNode metadata = object.withObject("/metadata");
        metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now());
        if (kind.generation()) {
            metadata.put("generation", 1);
        }
        ManagedFields fields = ManagedFields.of(object);
        if ("Update".equals(write.manager().operation())) {
            fields.changed(kind.custom(), object.objectNode(), object, write.manager(), now());
            fields.writeTo(object);
        }
        return keep(kind, object, write);
    }

    private static void name(Kind kind, ObjectNode metadata) {
        if (metadata.path("name").asText("").isEmpty()) {
            String prefix = metadata.path("generateName").asText("");
            if (prefix.isEmpty()) {
                throw StatusError.invalid(kind, "", "metadata.name: Required value: name or generateName is required");
            }
            metadata.put("name", prefix + UUID.randomUUID().toString().substring(0, 5));
        }
    }

    private void place(Kind kind, String namespace, ObjectNode metadata) {
        if (!kind.namespaced()) {
            metadata.remove("namespace");
            return;
        }
        String own = metadata.path("namespace").asText("");
        if (!own.isEmpty() && !own.equals(namespace)) {
            throw StatusError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        metadata.put("namespace", namespace);
        Kind namespaces = kinds.named("", "Namespace");
        ObjectNode home = find(namespaces, "", namespace);
        if (home == null) {
            throw StatusError.notFound(namespaces, namespace);
        }
        if (home.path("metadata").has("deletionTimestamp")) {
            throw StatusError.of(
                    403,
                    "Forbidden",
                    "unable to create new content in namespace %s because it is being terminated".formatted(namespace));
        }
    }

    /** Replaces an object, or its status, by what a client made of it. */
    public ObjectNode update(Kind kind, String namespace, String name, ObjectNode body, Write write) {
        return store.locked(() -> {
            String version = body.path("metadata").path("resourceVersion").asText("");
            if (version.isEmpty() && kind.custom()) {
                throw StatusError.invalid(
                        kind, name, "metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
            }
            return change(kind, namespace, name, old -> body.deepCopy(), write);
        });
    }

    /**
     * Changes an object, or its status.
     *
     * @param change is given a copy of the object; what it returns may carry the resource version that it expects
     */
    public ObjectNode change(Kind kind, String namespace, String name, UnaryOperator<ObjectNode> change, Write write) {
        return store.locked(() -> {
            ObjectNode old = get(kind, namespace, name);
            ObjectNode wished = change.apply(old.deepCopy());
            expect(kind, old, wished);
            ObjectNode next = next(kind, old, wished, write);
            if ("Update".equals(write.manager().operation())) {
                ManagedFields fields = ManagedFields.of(old);
                fields.changed(kind.custom(), old, next, write.manager(), now());
                fields.writeTo(next);
            } else {
                copy(wished.path("metadata"), next.withObject("/metadata"), List.of("managedFields"));
            }
            return kept(kind, old, next, write);
        });
    }

    /** Creates or changes an object by server-side apply. */
    public ObjectNode apply(Kind kind, String namespace, String name, ObjectNode applied, boolean force, Write write) {
        return store.locked(() -> {
            ServerSideApply apply = new ServerSideApply(kind.custom(), write.manager(), force, now());
            if (find(kind, namespace, name) != null) {
                return change(kind, namespace, name, old -> apply.apply(old, applied), write);
            }
            if (write.toStatus()) {
                throw StatusError.notFound(kind, name);
            }
            ObjectNode start = applied.objectNode();
            start.put("apiVersion", kind.apiVersion(kind.version())).put("kind", kind.kind());
            ObjectNode metadata = start.putObject("metadata").put("name", name);
            place(kind, namespace, metadata);
            ObjectNode wished = applied.deepCopy();
            if (kind.status()) {
                wished.remove("status");
            }
            return born(kind, apply.apply(start, wished), write);
        });
    }

    private static void expect(Kind kind, ObjectNode old, ObjectNode wished) {
        JsonNode have = old.path("metadata");
        JsonNode want = wished.path("metadata");
        String name = have.path("name").asText();
        String version = want.path("resourceVersion").asText("");
        if (!version.isEmpty() && !version.equals(have.path("resourceVersion").asText())) {
            throw StatusError.conflict(kind, name);
        }
        String uid = want.path("uid").asText("");
        if (!uid.isEmpty() && !uid.equals(have.path("uid").asText())) {
            throw StatusError.of(
                    409,
                    "Conflict",
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, have.path("uid").asText()));
        }
        if (!want.path("name").asText(name).equals(name)) {
            throw StatusError.badRequest("the name of the object (%s) does not match the name on the URL (%s)"
                    .formatted(want.path("name").asText(), name));
        }
    }

    /** What of a wish comes true: the status or everything else, never both when the status has a path of its own. */
    private ObjectNode next(Kind kind, ObjectNode old, ObjectNode wished, Write write) {
        ObjectNode next;
        if (write.toStatus()) {
            next = old.deepCopy();
            copy(wished, next, List.of("status"));
        } else {
            next = wished.deepCopy();
            next.put("apiVersion", old.path("apiVersion").asText()).put("kind", kind.kind());
            ObjectNode metadata = next.withObject("/metadata");
            copy(old.path("metadata"), metadata, SERVER_FIELDS);
            copy(old.path("metadata"), metadata, List.of("name", "namespace"));
            if (kind.status()) {
                copy(old, next, List.of("status"));
            }
            if (kind.generation() && !wish(kind, old).equals(wish(kind, next))) {
                metadata.put(
                        "generation", old.path("metadata").path("generation").asLong() + 1);
            }
        }
        return next;
    }

    /** All that counts for the generation. */
    private static ObjectNode wish(Kind kind, ObjectNode object) {
        ObjectNode wish = object.deepCopy();
        wish.remove(Set.of("metadata", "apiVersion", "kind"));
        if (kind.status()) {
            wish.remove("status");
        }
        return wish;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field).deepCopy());
            } else {
                to.remove(field);
            }
        }
    }

    private ObjectNode kept(Kind kind, ObjectNode old, ObjectNode next, Write write) {
        // Writing what is already there is no change: no new version, no event.
        if (withoutManagers(old).equals(withoutManagers(next))
                && ("Update".equals(write.manager().operation())
                        || Objects.equals(
                                old.path("metadata").get("managedFields"),
                                next.path("metadata").get("managedFields")))) {
            return old;
        }
        boolean last = next.path("metadata").has("deletionTimestamp")
                && next.path("metadata").path("finalizers").isEmpty();
        if (last && !write.dryRun()) {
            removal.gone(kind, next);
            return next;
        }
        return keep(kind, next, write);
    }

    private static ObjectNode withoutManagers(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata").remove("managedFields");
        return copy;
    }

    private ObjectNode keep(Kind kind, ObjectNode object, Write write) {
        JsonNode metadata = object.path("metadata");
        if (write.dryRun()) {
            return object;
        }
        Key key = Key.of(
                kind,
                metadata.path("namespace").asText(""),
                metadata.path("name").asText());
        ObjectNode kept = store.put(key, object);
        if ("CustomResourceDefinition".equals(kind.kind())) {
            kinds.define(kept);
        }
        return kept;
    }

    /** @see Removal */
    public ObjectNode delete(Kind kind, String namespace, String name, Removal.Options options) {
        return store.locked(() -> removal.delete(kind, get(kind, namespace, name), options));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
