package io.github.ksailbot.sandbox.kubernetes.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.Kinds;
import io.github.ksailbot.sandbox.kubernetes.store.ObjectStore;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiPredicate;

/** How objects go: finalizers are waited for, what they own goes after them, and a namespace's content with it. */
public final class Removal {
    private final ObjectStore store;
    private final Kinds kinds;
    private final Clock clock;

    /**
     * @param uid what the object must have; empty for any
     * @param resourceVersion what the object must have; empty for any
     * @param orphan whether what it owns stays
     */
    public record Options(String uid, String resourceVersion, boolean orphan, boolean dryRun) {
        public static final Options PLAIN = new Options("", "", false, false);
    }

    Removal(ObjectStore store, Kinds kinds, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** Deletes it, or marks it when it has finalizers. */
    ObjectNode delete(Kind kind, ObjectNode object, Options options) {
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("name").asText();
        if (differs(options.uid(), metadata.path("uid"))
                || differs(options.resourceVersion(), metadata.path("resourceVersion"))) {
            throw StatusError.conflict(kind, name);
        }
        if (options.dryRun()) {
            return object;
        }
        if (!metadata.path("finalizers").isEmpty()) {
            if (metadata.has("deletionTimestamp")) {
                return object;
            }
            ObjectNode marked = object.deepCopy();
            ObjectNode marks = marked.withObject("/metadata")
                    .put(
                            "deletionTimestamp",
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("deletionGracePeriodSeconds", 0);
            if (kind.generation()) {
                marks.put("generation", metadata.path("generation").asLong() + 1);
            }
            return store.put(Key.of(kind, metadata.path("namespace").asText(""), name), marked);
        }
        if (options.orphan()) {
            store.remove(Key.of(kind, metadata.path("namespace").asText(""), name));
        } else {
            gone(kind, object);
        }
        return object;
    }

    private static boolean differs(String expected, JsonNode actual) {
        return !expected.isEmpty() && !expected.equals(actual.asText());
    }

    /** Takes an object out, and what goes with it. */
    void gone(Kind kind, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("name").asText();
        store.remove(Key.of(kind, metadata.path("namespace").asText(""), name));
        if ("CustomResourceDefinition".equals(kind.kind())) {
            JsonNode spec = object.path("spec");
            kinds.all().stream()
                    .filter(defined -> defined.group().equals(spec.path("group").asText())
                            && defined.plural()
                                    .equals(spec.path("names").path("plural").asText()))
                    .forEach(defined -> store.list(defined, "").forEach(one -> gone(defined, one)));
            kinds.undefine(object);
        }
        if ("Namespace".equals(kind.kind())) {
            forEach((key, other) -> key.namespace().equals(name));
        }
        String uid = metadata.path("uid").asText();
        forEach((key, other) -> ownedOnlyBy(other, uid));
    }

    private void forEach(BiPredicate<Key, ObjectNode> which) {
        store.all().forEach((key, other) -> {
            Optional<Kind> kind = kinds.all().stream().filter(key::is).findFirst();
            // An earlier one of this round may have taken it along.
            if (kind.isPresent() && store.get(key) != null && which.test(key, other)) {
                delete(kind.get(), other, Options.PLAIN);
            }
        });
    }

    private static boolean ownedOnlyBy(ObjectNode object, String uid) {
        JsonNode owners = object.path("metadata").path("ownerReferences");
        for (JsonNode owner : owners) {
            if (!owner.path("uid").asText().equals(uid)) {
                return false;
            }
        }
        return !owners.isEmpty();
    }
}
