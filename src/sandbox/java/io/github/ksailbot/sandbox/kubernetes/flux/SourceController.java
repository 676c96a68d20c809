package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.controller.Next;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectController;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectStatus;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fetches OCIRepositories and GitRepositories, through the conditions that source-controller 1.9 shows: progress is
 * written before the fetch when the object is new, changed or asked for, the request is acknowledged with the result.
 */
final class SourceController extends ObjectController {
    private static final Duration FIRST_RETRY = Duration.ofMillis(750);
    private static final Duration LAST_RETRY = Duration.ofMinutes(15);

    private final Artifacts artifacts;
    private final Map<String, SourceTree> stored = new ConcurrentHashMap<>();
    private final Map<Key, Integer> failures = new ConcurrentHashMap<>();

    SourceController(Resources resources, Script script, Artifacts artifacts) {
        super(resources, script, "source-controller", "source.toolkit.fluxcd.io", "OCIRepository", "GitRepository");
        this.artifacts = artifacts;
    }

    /** What the storage holds under a revision; null when it holds nothing. */
    @Nullable SourceTree content(Key source, String revision) {
        return stored.get(source + "@" + revision);
    }

    @Override
    protected Next reconcile(Key key, Kind kind, ObjectNode object) {
        if (!text(object, "/metadata/deletionTimestamp").isEmpty()) {
            finalizer(key, "finalizers.fluxcd.io", false);
            return Next.idle();
        }
        if (object.at("/metadata/finalizers").isEmpty()) {
            finalizer(key, "finalizers.fluxcd.io", true);
            return Next.again(Duration.ZERO);
        }
        if (object.at("/spec/suspend").asBoolean()) {
            return Next.idle();
        }
        Behaviour behaviour = behaviour(key);
        if (behaviour instanceof Behaviour.Ignored) {
            return Next.idle();
        }
        long generation = object.at("/metadata/generation").asLong();
        long observed = object.at("/status/observedGeneration").asLong(-1);
        boolean asked = !annotation(object, "reconcile.fluxcd.io/requestedAt")
                .equals(text(object, "/status/lastHandledReconcileAt"));
        if (generation != observed || asked) {
            String message = generation != observed
                    ? "processing object: new generation %d -> %d".formatted(observed, generation)
                    : "reconciliation in progress";
            status(key, status -> progress(status, false, message));
        }
        return Next.in(behaviour.takes(), () -> fetch(key, behaviour));
    }

    private static void progress(ObjectStatus status, boolean drift, String message) {
        status.set("Reconciling", "True", "Progressing", message);
        if (drift || !status.has("Ready")) {
            status.set("Ready", "Unknown", "Progressing", message);
        }
    }

    private Next fetch(Key key, Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Fails fails) {
            return failed(key, fails.reason(), fails.message());
        }
        if (behaviour instanceof Behaviour.Stalls stalls) {
            status(key, status -> failed(status, stalls.reason(), stalls.message())
                    .remove("Reconciling")
                    .set("Stalled", "True", stalls.reason(), stalls.message())
                    .observed());
            return Next.idle();
        }
        ObjectNode object = current(key);
        Artifacts.Content content;
        try {
            content = artifacts.fetch(object);
        } catch (Artifacts.Unavailable e) {
            return failed(key, e.reason(), String.valueOf(e.getMessage()));
        }
        String old = text(object, "/status/artifact/revision");
        if (old.equals(content.revision())) {
            status(key, status -> succeeded(status, key, content));
            return done(key, object);
        }
        String message = "new revision '%s' for '%s'".formatted(content.revision(), content.from());
        status(key, status -> {
            if (!old.isEmpty()) {
                status.set("ArtifactOutdated", "True", "NewRevision", message);
            }
            progress(status, true, "building artifact: " + message);
        });
        return Next.now(() -> {
            stored.put(key + "@" + content.revision(), content.tree());
            status(key, status -> succeeded(status, key, content));
            return done(key, object);
        });
    }

    private Next done(Key key, ObjectNode object) {
        failures.remove(key);
        return Next.again(duration(text(object, "/spec/interval"), Duration.ofMinutes(1)));
    }

    private void succeeded(ObjectStatus status, Key key, Artifacts.Content content) {
        String digest = content.revision().substring(content.revision().indexOf('@') + 1);
        ObjectNode artifact = status.fields().withObject("/artifact");
        if (!content.revision().equals(artifact.path("revision").asText(""))) {
            artifact.put("lastUpdateTime", resources.clock().instant().toString());
        }
        String path =
                "%s/%s/%s/%s.tar.gz".formatted(key.plural(), key.namespace(), key.name(), digest.replace(":", "-"));
        artifact.put("revision", content.revision())
                .put("digest", digest.startsWith("sha256:") ? digest : "sha256:" + "0".repeat(24) + digest.substring(5))
                .put("path", path)
                .put("url", "http://source-controller.flux-system.svc.cluster.local./" + path);
        ObjectNode metadata = artifact.putObject("metadata");
        content.annotations().forEach(metadata::put);
        String word = digest.startsWith("sha256:") ? "digest" : "revision";
        String message = "stored artifact for %s '%s'".formatted(word, content.revision());
        status.remove("Reconciling", "FetchFailed", "ArtifactOutdated", "Stalled", "StorageOperationFailed")
                .set("Ready", "True", "Succeeded", message)
                .set("ArtifactInStorage", "True", "Succeeded", message)
                .observed();
        acknowledge(status);
    }

    private Next failed(Key key, String reason, String message) {
        status(key, status -> failed(status, reason, message));
        int count = failures.merge(key, 1, Integer::sum);
        Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(count - 1, 20));
        return Next.again(retry.compareTo(LAST_RETRY) < 0 ? retry : LAST_RETRY);
    }

    private static ObjectStatus failed(ObjectStatus status, String reason, String message) {
        status.set("FetchFailed", "True", reason, message)
                .set("Ready", "False", reason, message)
                .set("Reconciling", "True", "ProgressingWithRetry", message);
        acknowledge(status);
        return status;
    }

    private static void acknowledge(ObjectStatus status) {
        String asked = annotation(status.object(), "reconcile.fluxcd.io/requestedAt");
        if (!asked.isEmpty()) {
            status.fields().put("lastHandledReconcileAt", asked);
        }
    }
}
