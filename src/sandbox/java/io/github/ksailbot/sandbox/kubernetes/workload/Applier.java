package io.github.ksailbot.sandbox.kubernetes.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields.Manager;
import io.github.ksailbot.sandbox.kubernetes.resource.Removal;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Brings rendered objects into the cluster, and takes those out that are rendered no longer. */
public final class Applier {
    private final Resources resources;
    private final String manager;

    /** @param manager who owns what is applied */
    public Applier(Resources resources, String manager) {
        this.resources = resources;
        this.manager = manager;
    }

    /** An object could not be applied. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * Namespaces and definitions first; those that nobody has a place for fail the whole.
     *
     * @param namespace of objects that name none
     */
    public Set<Key> apply(List<ObjectNode> objects, String namespace) throws Refused {
        Set<Key> applied = new LinkedHashSet<>();
        List<ObjectNode> rest = new ArrayList<>();
        for (ObjectNode object : objects) {
            String kind = object.path("kind").asText();
            if ("Namespace".equals(kind) || "CustomResourceDefinition".equals(kind)) {
                applied.add(apply(object, namespace));
            } else {
                rest.add(object);
            }
        }
        for (ObjectNode object : rest) {
            applied.add(apply(object, namespace));
        }
        return applied;
    }

    private Key apply(ObjectNode object, String fallback) throws Refused {
        String version = object.path("apiVersion").asText();
        String name = object.at("/metadata/name").asText();
        String type = object.path("kind").asText();
        Kind kind = resources
                .kinds()
                .of(version, type)
                .orElseThrow(() -> new Refused("%s/%s dry-run failed: no matches for kind \"%s\" in version \"%s\""
                        .formatted(type, name, type, version)));
        String namespace = kind.namespaced() ? object.at("/metadata/namespace").asText(fallback) : "";
        try {
            resources.apply(kind, namespace, name, object, true, new Write(Manager.apply(manager, ""), false));
        } catch (StatusError error) {
            String where = namespace.isEmpty() ? name : namespace + "/" + name;
            throw new Refused("%s/%s dry-run failed: %s".formatted(type, where, error.getMessage()));
        }
        return Key.of(kind, namespace, name);
    }

    /** Deletes what is in the old inventory only. */
    public void prune(Collection<Key> old, Collection<Key> now) {
        for (Key key : old) {
            if (!now.contains(key) && resources.store().get(key) != null) {
                resources.kinds().all().stream()
                        .filter(key::is)
                        .findFirst()
                        .ifPresent(kind -> resources.delete(kind, key.namespace(), key.name(), Removal.Options.PLAIN));
            }
        }
    }

    /** The objects that are not what they are wished to be yet, {@code Kind/namespace/name status: 'InProgress'} each. */
    public List<String> unhealthy(Collection<Key> keys) {
        List<String> unhealthy = new ArrayList<>();
        for (Key key : keys) {
            resources.kinds().all().stream().filter(key::is).findFirst().ifPresent(kind -> {
                Health health = Health.of(kind, resources.store().get(key));
                if (health != Health.CURRENT) {
                    unhealthy.add("%s/%s/%s status: '%s'".formatted(kind.kind(), key.namespace(), key.name(), health));
                }
            });
        }
        return unhealthy;
    }
}
