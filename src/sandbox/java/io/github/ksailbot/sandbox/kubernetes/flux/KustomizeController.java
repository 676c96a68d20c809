package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.controller.Next;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectController;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectStatus;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.store.Change;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.workload.Applier;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies Kustomizations through the conditions that kustomize-controller 1.9 shows. Worth knowing: a failure leaves
 * {@code Reconciling} with {@code ProgressingWithRetry} and does not move {@code observedGeneration}; the request is
 * acknowledged at the end of each round, also when a dependency was not ready.
 */
final class KustomizeController extends ObjectController {
    private static final String FINALIZER = "finalizers.fluxcd.io";
    private static final Duration DEPENDENCY = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SourceController sources;
    private final Applier applier;
    private final Building building = new Building();

    KustomizeController(Resources resources, Script script, SourceController sources) {
        super(resources, script, "kustomize-controller", "kustomize.toolkit.fluxcd.io", "Kustomization");
        this.sources = sources;
        this.applier = new Applier(resources, "kustomize-controller");
    }

    @Override
    protected Collection<Key> touchedBy(Change change) {
        ObjectNode after = change.after();
        String revision = after == null ? "" : text(after, "/status/artifact/revision");
        boolean fresh = change.key().group().equals("source.toolkit.fluxcd.io")
                && !revision.isEmpty()
                && (change.before() == null || !revision.equals(text(change.before(), "/status/artifact/revision")));
        if (!fresh) {
            return List.of();
        }
        Kind kind = kind("Kustomization");
        return resources.store().list(kind, "").stream()
                .filter(object -> change.key().equals(source(object)))
                .map(object -> Key.of(kind, text(object, "/metadata/namespace"), text(object, "/metadata/name")))
                .toList();
    }

    private @Nullable Key source(ObjectNode object) {
        JsonNode reference = object.at("/spec/sourceRef");
        return resources.kinds().all().stream()
                .filter(kind -> kind.group().equals("source.toolkit.fluxcd.io")
                        && kind.kind().equals(reference.path("kind").asText()))
                .findFirst()
                .map(kind -> Key.of(
                        kind,
                        reference.path("namespace").asText(text(object, "/metadata/namespace")),
                        reference.path("name").asText()))
                .orElse(null);
    }

    @Override
    protected Next reconcile(Key key, Kind kind, ObjectNode object) {
        if (!text(object, "/metadata/deletionTimestamp").isEmpty()) {
            if (object.at("/spec/prune").asBoolean()
                    && !object.at("/spec/suspend").asBoolean()) {
                applier.prune(Inventory.read(object, resources.kinds()), List.of());
            }
            finalizer(key, FINALIZER, false);
            return Next.idle();
        }
        if (object.at("/metadata/finalizers").isEmpty()) {
            finalizer(key, FINALIZER, true);
            return Next.again(Duration.ZERO);
        }
        if (object.at("/spec/suspend").asBoolean()) {
            finish(key, status -> {});
            return Next.idle();
        }
        Behaviour behaviour = behaviour(key);
        if (behaviour instanceof Behaviour.Ignored) {
            return Next.idle();
        }
        Key source = source(object);
        ObjectNode found = source == null ? null : resources.store().get(source);
        if (source == null || found == null) {
            String name = source == null ? "" : source.name();
            return fail(
                    key,
                    "ArtifactFailed",
                    "%s.source.toolkit.fluxcd.io \"%s\" not found"
                            .formatted(source == null ? "" : source.plural(), name),
                    retry(object));
        }
        String revision = text(found, "/status/artifact/revision");
        if (revision.isEmpty()) {
            return fail(key, "ArtifactFailed", "Source artifact not found, retrying in 5s", DEPENDENCY);
        }
        String blocked = blocked(object, revision);
        if (!blocked.isEmpty()) {
            return fail(key, "DependencyNotReady", blocked, DEPENDENCY);
        }
        return new Round(key, object, source, revision, behaviour).begin();
    }

    private String blocked(ObjectNode object, String revision) {
        for (JsonNode reference : object.at("/spec/dependsOn")) {
            String namespace = reference.path("namespace").asText(text(object, "/metadata/namespace"));
            String name = reference.path("name").asText();
            ObjectNode other = resources.find(kind("Kustomization"), namespace, name);
            if (other == null) {
                return "dependency '%s/%s' not found: kustomizations.kustomize.toolkit.fluxcd.io \"%s\" not found"
                        .formatted(namespace, name, name);
            }
            boolean ready = other.at("/metadata/generation").asLong()
                            == other.at("/status/observedGeneration").asLong(-1)
                    && new ObjectStatus(other.deepCopy(), resources.clock().instant()).is("Ready", "True");
            if (!ready) {
                return "dependency '%s/%s' is not ready".formatted(namespace, name);
            }
            Key mine = source(object);
            if (mine != null
                    && mine.equals(source(other))
                    && !revision.equals(text(other, "/status/lastAppliedRevision"))) {
                return "dependency '%s/%s' revision is not up to date".formatted(namespace, name);
            }
        }
        return "";
    }

    private static Duration retry(ObjectNode object) {
        return duration(
                text(object, "/spec/retryInterval"), duration(text(object, "/spec/interval"), Duration.ofMinutes(1)));
    }

    private Next fail(Key key, String reason, String message, Duration again) {
        finish(key, status -> status.set("Ready", "False", reason, message));
        return Next.again(again);
    }

    /** The last write of a round. */
    private void finish(Key key, Consumer<ObjectStatus> edit) {
        status(key, status -> {
            edit.accept(status);
            String asked = annotation(status.object(), "reconcile.fluxcd.io/requestedAt");
            if (!asked.isEmpty()) {
                status.fields().put("lastHandledReconcileAt", asked);
            }
            if (status.is("Ready", "True")) {
                status.remove("Reconciling").observed();
            } else if (status.is("Ready", "False") && status.has("Reconciling")) {
                status.set("Reconciling", "True", "ProgressingWithRetry", message(status));
            }
        });
    }

    private static String message(ObjectStatus status) {
        for (JsonNode condition : status.fields().path("conditions")) {
            if (condition.path("type").asText().equals("Reconciling")) {
                return condition.path("message").asText();
            }
        }
        return "";
    }

    /** One round, after everything that it needs is there. */
    private final class Round {
        private final Key key;
        private final ObjectNode object;
        private final Key source;
        private final String revision;
        private final Behaviour behaviour;
        private final Duration timeout;
        private Collection<Key> applied = List.of();
        private Duration waited = Duration.ZERO;

        Round(Key key, ObjectNode object, Key source, String revision, Behaviour behaviour) {
            this.key = key;
            this.object = object;
            this.source = source;
            this.revision = revision;
            this.behaviour = behaviour;
            this.timeout = duration(
                    text(object, "/spec/timeout"),
                    duration(text(object, "/spec/interval"), Duration.ofMinutes(1))
                            .minusSeconds(30));
        }

        Next begin() {
            progress(
                    "Fetching manifests",
                    status -> status.set("Ready", "Unknown", "Progressing", "Reconciliation in progress"));
            return Next.now(this::attempt);
        }

        private void progress(String doing, Consumer<ObjectStatus> edit) {
            String message = "%s for revision %s with a timeout of %s".formatted(doing, revision, text(timeout));
            status(key, status -> {
                edit.accept(status);
                status.set("Reconciling", "True", "Progressing", message);
            });
        }

        private Next attempt() {
            if (behaviour instanceof Behaviour.Fails fails && fails.reason().equals("ArtifactFailed")) {
                return failed(fails.reason(), fails.message());
            }
            progress("Building manifests", status -> status.fields().put("lastAttemptedRevision", revision));
            return Next.in(behaviour.takes(), this::build);
        }

        private Next build() {
            if (behaviour instanceof Behaviour.Fails fails && !fails.reason().equals("HealthCheckFailed")) {
                return failed(fails.reason(), fails.message());
            }
            if (behaviour instanceof Behaviour.Stalls stalls) {
                finish(key, status -> status.set("Ready", "False", stalls.reason(), stalls.message())
                        .set("Stalled", "True", stalls.reason(), stalls.message())
                        .remove("Reconciling")
                        .observed());
                return Next.idle();
            }
            SourceTree tree = sources.content(source, revision);
            if (tree == null) {
                return fail(
                        key, "ArtifactFailed", "Source is not ready, artifact not found, retrying in 5s", DEPENDENCY);
            }
            List<ObjectNode> objects;
            try {
                objects = building.build(tree, object);
            } catch (Building.Failed e) {
                return failed(e.reason(), String.valueOf(e.getMessage()));
            }
            progress("Detecting drift", status -> {});
            return Next.now(() -> apply(objects));
        }

        private Next apply(List<ObjectNode> objects) {
            try {
                applied = applier.apply(
                        objects,
                        text(object, "/spec/targetNamespace").isEmpty()
                                ? key.namespace()
                                : text(object, "/spec/targetNamespace"));
            } catch (Applier.Refused e) {
                return failed("ReconciliationFailed", String.valueOf(e.getMessage()));
            }
            Collection<Key> old = Inventory.read(current(key), resources.kinds());
            status(key, status -> {
                status.remove("Stalled");
                Inventory.write(status.fields(), applied, resources.kinds());
            });
            if (object.at("/spec/prune").asBoolean()) {
                applier.prune(old, applied);
            }
            boolean checks = object.at("/spec/wait").asBoolean()
                    || !object.at("/spec/healthChecks").isEmpty();
            if (checks || behaviour instanceof Behaviour.Fails) {
                progress(
                        "Running health checks",
                        status -> status.set("Healthy", "Unknown", "Progressing", "Running health checks"));
                return Next.now(this::check);
            }
            return succeeded();
        }

        private Next check() {
            if (behaviour instanceof Behaviour.Fails fails) {
                return failed(fails.reason(), fails.message());
            }
            List<String> unhealthy = applier.unhealthy(applied);
            if (unhealthy.isEmpty()) {
                return succeeded();
            }
            if (waited.compareTo(timeout) >= 0) {
                return failed(
                        "HealthCheckFailed",
                        "health check failed after %s: timeout waiting for: [%s]"
                                .formatted(text(timeout), String.join(", ", unhealthy)));
            }
            waited = waited.plus(LOOK);
            return Next.in(LOOK, this::check);
        }

        private Next failed(String reason, String message) {
            finish(key, status -> {
                if (reason.equals("HealthCheckFailed")) {
                    status.set("Healthy", "False", reason, message);
                }
                status.set("Ready", "False", reason, message);
            });
            return Next.again(retry(object));
        }

        private Next succeeded() {
            finish(key, status -> {
                status.fields().put("lastAppliedRevision", revision);
                if (status.has("Healthy")) {
                    status.set("Healthy", "True", "Succeeded", "Health check passed");
                }
                status.set("Ready", "True", "ReconciliationSucceeded", "Applied revision: " + revision)
                        .remove("Stalled");
            });
            if (behaviour instanceof Behaviour.Flaps flaps) {
                return Next.now(() -> {
                    finish(key, status -> status.set("Ready", "False", flaps.reason(), flaps.message()));
                    return Next.again(flaps.down());
                });
            }
            return Next.again(duration(text(object, "/spec/interval"), Duration.ofMinutes(1)));
        }
    }
}
