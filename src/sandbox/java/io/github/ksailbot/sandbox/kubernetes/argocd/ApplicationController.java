package io.github.ksailbot.sandbox.kubernetes.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.controller.Next;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectController;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Change;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.workload.Applier;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Argo CD's application-controller: a refresh compares, starts a sync where that is automated, and then writes status
 * and takes the refresh annotation away in one patch; the operation goes through Running to its end; health follows the
 * live objects. A revision whose sync failed is not synced again by itself.
 */
final class ApplicationController extends ObjectController {
    static final String REFRESH = "argocd.argoproj.io/refresh";
    private static final String NAME = "argocd-application-controller";
    private static final Duration RESYNC = Duration.ofMinutes(3);

    private final Comparison comparison;
    private final Applier applier;
    private final Map<Key, Set<Key>> managed = new ConcurrentHashMap<>();
    private final Map<Key, Behaviour> rounds = new ConcurrentHashMap<>();

    ApplicationController(Resources resources, Script script, Comparison comparison) {
        super(resources, script, NAME, "argoproj.io", "Application");
        this.comparison = comparison;
        this.applier = new Applier(resources, NAME);
    }

    @Override
    protected boolean matters(ObjectNode before, ObjectNode after) {
        // Its own status counts for the generation here, so that says nothing.
        return !before.path("spec").equals(after.path("spec"))
                || (!annotation(after, REFRESH).isEmpty()
                        && !annotation(after, REFRESH).equals(annotation(before, REFRESH)))
                || (after.has("operation") && !before.has("operation"))
                || !text(before, "/metadata/deletionTimestamp").equals(text(after, "/metadata/deletionTimestamp"));
    }

    @Override
    protected Collection<Key> touchedBy(Change change) {
        return managed.entrySet().stream()
                .filter(entry -> entry.getValue().contains(change.key()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    protected Next reconcile(Key key, Kind kind, ObjectNode object) {
        if (!text(object, "/metadata/deletionTimestamp").isEmpty()) {
            applier.prune(managed.getOrDefault(key, Set.of()), List.of());
            finalizer(key, "", false);
            return Next.idle();
        }
        if (object.has("operation")) {
            return operate(key, object);
        }
        boolean first = !object.path("status").has("reconciledAt");
        if (annotation(object, REFRESH).isEmpty() && !first) {
            Set<Key> live = managed.get(key);
            if (live != null) {
                write(key, app -> Healths.write(app, live, resources, rounds.get(key)));
            }
            return isDue(object) ? refresh(key) : Next.again(RESYNC);
        }
        return refresh(key);
    }

    private boolean isDue(ObjectNode object) {
        Instant last = Instant.parse(text(object, "/status/reconciledAt"));
        return !last.plus(RESYNC).isAfter(resources.clock().instant());
    }

    private Next refresh(Key key) {
        Behaviour behaviour = behaviour(key);
        if (behaviour instanceof Behaviour.Ignored) {
            return Next.idle();
        }
        rounds.put(key, behaviour);
        return Next.now(() -> compare(key, behaviour));
    }

    private Next compare(Key key, Behaviour behaviour) {
        ObjectNode object = current(key);
        Comparison.Result result = comparison.compare(object, behaviour, managed.getOrDefault(key, Set.of()));
        boolean sync = isAutomated(object) && result.outOfSync() && !wasTried(object, result.revision());
        if (sync) {
            write(key, app -> app.withObject("/operation")
                    .put("revision", result.revision())
                    .withObject("/sync")
                    .put("revision", result.revision())
                    .put("prune", app.at("/spec/syncPolicy/automated/prune").asBoolean()));
        }
        write(key, app -> {
            app.withObject("/metadata/annotations").remove(REFRESH);
            comparison.write(app, result);
            ObjectNode status = app.withObject("/status");
            status.put("reconciledAt", resources.clock().instant().toString());
            if (!sync && result.outOfSync() && isAutomated(app) && wasTried(app, result.revision())) {
                ArrayNode conditions = status.withArray("/conditions");
                conditions
                        .addObject()
                        .put("type", "SyncError")
                        .put(
                                "message",
                                "Failed last sync attempt to %s: %s"
                                        .formatted(result.revision(), text(app, "/status/operationState/message")));
            }
            Set<Key> live = managed.get(key);
            Healths.write(app, live == null ? Set.of() : live, resources, behaviour);
        });
        return Next.again(sync ? Duration.ZERO : RESYNC);
    }

    private static boolean isAutomated(ObjectNode app) {
        JsonNode automated = app.at("/spec/syncPolicy/automated");
        return automated.isObject() && automated.path("enabled").asBoolean(true);
    }

    private static boolean wasTried(ObjectNode app, String revision) {
        return text(app, "/status/operationState/syncResult/revision").equals(revision)
                && !text(app, "/status/operationState/phase").equals("Succeeded");
    }

    private Next operate(Key key, ObjectNode object) {
        Behaviour behaviour = rounds.getOrDefault(key, Behaviour.normal());
        String revision = text(object, "/operation/sync/revision");
        write(key, app -> {
            ObjectNode state = app.withObject("/status").putObject("operationState");
            state.set("operation", app.path("operation").deepCopy());
            state.put("phase", "Running")
                    .put("message", "waiting for completion of hook and healthy state")
                    .put("startedAt", resources.clock().instant().toString())
                    .putObject("syncResult")
                    .put("revision", revision);
        });
        return Next.in(behaviour.takes(), () -> finish(key, behaviour));
    }

    private Next finish(Key key, Behaviour behaviour) {
        ObjectNode object = current(key);
        String error = "";
        if (behaviour instanceof Behaviour.Fails fails && fails.reason().equals("SyncFailed")) {
            error = fails.message();
        } else {
            try {
                Set<Key> old = managed.getOrDefault(key, Set.of());
                Set<Key> applied =
                        applier.apply(comparison.objects(object), text(object, "/spec/destination/namespace"));
                managed.put(key, new LinkedHashSet<>(applied));
                if (object.at("/operation/sync/prune").asBoolean()) {
                    applier.prune(old, applied);
                }
            } catch (Applier.Refused e) {
                error = "one or more objects failed to apply, reason: " + e.getMessage();
            } catch (Comparison.Failed e) {
                error = String.valueOf(e.getMessage());
            }
        }
        String message = error;
        write(key, app -> {
            app.remove("operation");
            app.withObject("/status/operationState")
                    .put("phase", message.isEmpty() ? "Succeeded" : "Failed")
                    .put("message", message.isEmpty() ? "successfully synced (all tasks run)" : message)
                    .put("finishedAt", resources.clock().instant().toString());
        });
        // The result is compared again, as the true one does after each operation.
        return Next.now(() -> compareAgain(key, behaviour));
    }

    private Next compareAgain(Key key, Behaviour behaviour) {
        Comparison.Result result =
                comparison.compare(current(key), Behaviour.normal(), managed.getOrDefault(key, Set.of()));
        write(key, app -> {
            comparison.write(app, result);
            Healths.write(app, managed.getOrDefault(key, Set.of()), resources, behaviour);
        });
        return Next.again(RESYNC);
    }

    private void write(Key key, Consumer<ObjectNode> edit) {
        resources.change(
                kindOf(key),
                key.namespace(),
                key.name(),
                object -> {
                    edit.accept(object);
                    return object;
                },
                Write.by(NAME));
    }
}
