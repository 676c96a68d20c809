package io.github.ksailbot.sandbox.kubernetes.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.flux.Artifacts;
import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields.Manager;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What an Application's sources say, against what is in the cluster. */
final class Comparison {
    private static final String COLD =
            "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unavailable"
                    + " desc = connection error: desc = \"transport: Error while dialing: dial tcp 10.96.0.17:8081:"
                    + " connect: connection refused\"";

    private final Resources resources;
    private final Artifacts artifacts;
    private final Manifests manifests = new Manifests();
    private final AtomicInteger cold = new AtomicInteger();

    Comparison(Resources resources, Artifacts artifacts) {
        this.resources = resources;
        this.artifacts = artifacts;
    }

    /** The next comparisons find no repo-server. */
    void coldStart(int comparisons) {
        cold.set(comparisons);
    }

    /** The sources cannot be compared. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    /**
     * @param status Synced, OutOfSync or Unknown
     * @param error of the comparison; empty when there is none
     */
    record Result(List<String> revisions, String status, String error) {
        String revision() {
            return revisions.isEmpty() ? "" : revisions.get(0);
        }

        boolean outOfSync() {
            return status.equals("OutOfSync");
        }
    }

    Result compare(ObjectNode app, Behaviour behaviour, Set<Key> managed) {
        if (cold.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return new Result(List.of(), "Unknown", COLD);
        }
        if (behaviour instanceof Behaviour.Fails fails && fails.reason().equals("ComparisonError")) {
            return new Result(List.of(), "Unknown", fails.message());
        }
        try {
            List<String> revisions = new ArrayList<>();
            List<ObjectNode> objects = load(app, revisions);
            boolean same = isLive(objects, app, managed);
            return new Result(revisions, same ? "Synced" : "OutOfSync", "");
        } catch (Failed e) {
            return new Result(List.of(), "Unknown", String.valueOf(e.getMessage()));
        }
    }

    List<ObjectNode> objects(ObjectNode app) throws Failed {
        return load(app, new ArrayList<>());
    }

    private List<ObjectNode> load(ObjectNode app, List<String> revisions) throws Failed {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode source : sources(app)) {
            String url = source.path("repoURL").asText();
            String target = source.path("targetRevision").asText("HEAD");
            ObjectNode asked = JsonNodeFactory.instance.objectNode();
            ObjectNode spec = asked.putObject("spec").put("url", url);
            if (url.regionMatches(true, 0, "oci://", 0, "oci://".length())) {
                spec.putObject("ref").put(target.startsWith("sha256:") ? "digest" : "tag", target);
            } else {
                spec.putObject("ref").put("branch", "HEAD".equals(target) ? "main" : target);
            }
            try {
                Artifacts.Content content = artifacts.fetch(asked);
                String revision = content.revision();
                int at = revision.indexOf('@');
                revisions.add(revision.substring(at + 1).replaceFirst("^sha1:", ""));
                objects.addAll(manifests.of(content.tree(), source.path("path").asText(".")));
            } catch (Artifacts.Unavailable | Manifests.Failed e) {
                throw new Failed("Failed to load target state: failed to generate manifest for source 1 of 1: "
                        + "rpc error: code = Unknown desc = " + e.getMessage());
            }
        }
        return objects;
    }

    private static List<JsonNode> sources(ObjectNode app) {
        List<JsonNode> sources = new ArrayList<>();
        app.at("/spec/sources").forEach(sources::add);
        if (sources.isEmpty()) {
            sources.add(app.at("/spec/source"));
        }
        return sources;
    }

    private boolean isLive(List<ObjectNode> objects, ObjectNode app, Set<Key> managed) {
        Set<Key> wanted = new HashSet<>();
        for (ObjectNode object : objects) {
            Optional<Kind> kind = resources
                    .kinds()
                    .of(object.path("apiVersion").asText(), object.path("kind").asText());
            if (kind.isEmpty()) {
                return false;
            }
            String fallback = app.at("/spec/destination/namespace").asText("default");
            String namespace =
                    kind.get().namespaced() ? object.at("/metadata/namespace").asText(fallback) : "";
            Key key = Key.of(kind.get(), namespace, object.at("/metadata/name").asText());
            wanted.add(key);
            if (!isLive(kind.get(), key, object)) {
                return false;
            }
        }
        return wanted.containsAll(managed);
    }

    private boolean isLive(Kind kind, Key key, ObjectNode object) {
        ObjectNode live = resources.store().get(key);
        if (live == null) {
            return false;
        }
        try {
            Write dry = new Write(Manager.apply("argocd-application-controller", ""), true);
            ObjectNode would = resources.apply(kind, key.namespace(), key.name(), object, true, dry);
            return plain(live).equals(plain(would));
        } catch (StatusError e) {
            return false;
        }
    }

    private static ObjectNode plain(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata").remove(List.of("managedFields", "generation", "resourceVersion"));
        return copy;
    }

    void write(ObjectNode app, Result result) {
        ObjectNode status = app.withObject("/status");
        ObjectNode sync = status.putObject("sync").put("status", result.status());
        boolean many = !app.at("/spec/sources").isEmpty();
        if (many) {
            result.revisions().forEach(sync.putArray("revisions")::add);
        } else if (!result.revisions().isEmpty()) {
            sync.put("revision", result.revision());
        }
        ObjectNode compared = sync.putObject("comparedTo");
        compared.set(
                many ? "sources" : "source",
                app.at(many ? "/spec/sources" : "/spec/source").deepCopy());
        status.remove("conditions");
        if (!result.error().isEmpty()) {
            status.putArray("conditions")
                    .addObject()
                    .put("type", "ComparisonError")
                    .put("message", result.error())
                    .put("lastTransitionTime", resources.clock().instant().toString());
        }
    }
}
