package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.controller.Next;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectController;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectStatus;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The states of HelmReleases, through the conditions that helm-controller 1.6 shows; nothing is installed. A release
 * that failed has used up its retries (there are none by default) and stalls until its generation changes, as suspending
 * and resuming does, or until it is reset by annotation; asking for it alone does not help.
 */
final class HelmController extends ObjectController {
    private static final String FINALIZER = "finalizers.fluxcd.io";
    private static final Duration DEPENDENCY = Duration.ofSeconds(5);

    HelmController(Resources resources, Script script) {
        super(resources, script, "helm-controller", "helm.toolkit.fluxcd.io", "HelmRelease");
    }

    @Override
    protected Next reconcile(Key key, Kind kind, ObjectNode object) {
        if (!text(object, "/metadata/deletionTimestamp").isEmpty()) {
            finalizer(key, FINALIZER, false);
            return Next.idle();
        }
        if (object.at("/metadata/finalizers").isEmpty()) {
            finalizer(key, FINALIZER, true);
            return Next.again(Duration.ZERO);
        }
        if (object.at("/spec/suspend").asBoolean()) {
            return Next.idle();
        }
        long generation = object.at("/metadata/generation").asLong();
        boolean sameAttempt = object.at("/status/lastAttemptedGeneration").asLong() == generation;
        ObjectStatus before =
                new ObjectStatus(object.deepCopy(), resources.clock().instant());
        boolean stuck = sameAttempt && before.is("Stalled", "True");
        if (stuck && !isReset(object)) {
            status(key, HelmController::acknowledge);
            return Next.idle();
        }
        boolean installed = !object.at("/status/history").isEmpty();
        if (sameAttempt && installed && before.is("Ready", "True")) {
            status(key, HelmController::acknowledge);
            return interval(object);
        }
        Behaviour behaviour = behaviour(key);
        if (behaviour instanceof Behaviour.Ignored) {
            return Next.idle();
        }
        status(key, status -> status.set("Reconciling", "True", "Progressing", "Fulfilling prerequisites"));
        String blocked = blocked(object);
        if (!blocked.isEmpty()) {
            status(key, status -> acknowledge(status.set("Ready", "False", "DependencyNotReady", blocked)));
            return Next.again(DEPENDENCY);
        }
        return Next.now(() -> run(key, object, behaviour, installed));
    }

    private static boolean isReset(ObjectNode object) {
        String reset = annotation(object, "reconcile.fluxcd.io/resetAt");
        String asked = annotation(object, "reconcile.fluxcd.io/requestedAt");
        return !reset.isEmpty() && reset.equals(asked) && !reset.equals(text(object, "/status/lastHandledResetAt"));
    }

    private String blocked(ObjectNode object) {
        for (JsonNode reference : object.at("/spec/dependsOn")) {
            String namespace = reference.path("namespace").asText(text(object, "/metadata/namespace"));
            String name = reference.path("name").asText();
            ObjectNode other = resources.find(kind("HelmRelease"), namespace, name);
            boolean ready = other != null
                    && new ObjectStatus(other.deepCopy(), resources.clock().instant()).is("Ready", "True")
                    && other.at("/status/observedGeneration").asLong()
                            == other.at("/metadata/generation").asLong();
            if (!ready) {
                return "dependency '%s/%s' is not ready".formatted(namespace, name);
            }
        }
        return "";
    }

    private Next run(Key key, ObjectNode object, Behaviour behaviour, boolean installed) {
        String action = installed ? "upgrade" : "install";
        status(key, status -> {
            status.fields().put("lastAttemptedGeneration", status.generation());
            status.fields().put("lastAttemptedRevision", chart(object));
            status.set(
                            "Reconciling",
                            "True",
                            "Progressing",
                            "Running '%s' action with timeout of 5m0s".formatted(action))
                    .set(
                            "Ready",
                            "Unknown",
                            "Progressing",
                            "Running '%s' action with timeout of 5m0s".formatted(action))
                    .remove("Stalled");
        });
        return Next.in(behaviour.takes(), () -> end(key, object, behaviour, installed));
    }

    private Next end(Key key, ObjectNode object, Behaviour behaviour, boolean installed) {
        if (behaviour instanceof Behaviour.Fails fails) {
            status(key, status -> failed(status, fails.reason(), fails.message(), installed));
            return Next.idle();
        }
        if (behaviour instanceof Behaviour.Stalls stalls) {
            status(key, status -> failed(status, stalls.reason(), stalls.message(), installed));
            return Next.idle();
        }
        String release = "%s/%s.v%d"
                .formatted(
                        key.namespace(),
                        key.name(),
                        object.at("/status/history").size() + 1);
        String reason = installed ? "UpgradeSucceeded" : "InstallSucceeded";
        String message = "Helm %s succeeded for release %s with chart %s"
                .formatted(installed ? "upgrade" : "install", release, chart(object));
        status(key, status -> {
            status.set("Released", "True", reason, message)
                    .set("Ready", "True", reason, message)
                    .remove("Reconciling", "Stalled")
                    .observed();
            status.fields().remove(List.of("failures", "installFailures", "upgradeFailures"));
            status.fields()
                    .withArray("/history")
                    .insertObject(0)
                    .put("name", key.name())
                    .put("namespace", key.namespace())
                    .put("status", "deployed")
                    .put("chartVersion", chart(object));
            acknowledge(status);
        });
        if (behaviour instanceof Behaviour.Flaps flaps) {
            return Next.now(() -> {
                status(key, status -> status.set("Ready", "False", flaps.reason(), flaps.message())
                        .set("Reconciling", "True", "ProgressingWithRetry", flaps.message()));
                return Next.in(flaps.down(), () -> {
                    status(key, status -> status.set("Ready", "True", reason, message)
                            .remove("Reconciling"));
                    return interval(object);
                });
            });
        }
        return interval(object);
    }

    private static void failed(ObjectStatus status, String reason, String message, boolean installed) {
        String action = installed ? "upgrade" : "install";
        status.set("Released", "False", reason, message)
                .set("Ready", "False", reason, message)
                .set("Stalled", "True", "RetriesExceeded", "Failed to %s after 1 attempt(s)".formatted(action))
                .remove("Reconciling")
                .observed();
        status.fields().put("failures", status.fields().path("failures").asLong() + 1);
        status.fields()
                .put(
                        action + "Failures",
                        status.fields().path(action + "Failures").asLong() + 1);
        acknowledge(status);
    }

    private static String chart(ObjectNode object) {
        return text(object, "/spec/chart/spec/version").isEmpty() ? "1.0.0" : text(object, "/spec/chart/spec/version");
    }

    private static void acknowledge(ObjectStatus status) {
        String asked = annotation(status.object(), "reconcile.fluxcd.io/requestedAt");
        if (asked.isEmpty()) {
            return;
        }
        status.fields().put("lastHandledReconcileAt", asked);
        for (String kind : List.of("Reset", "Force")) {
            String key = "reconcile.fluxcd.io/" + kind.toLowerCase(Locale.ROOT) + "At";
            if (annotation(status.object(), key).equals(asked)) {
                status.fields().put("lastHandled" + kind + "At", asked);
            }
        }
    }

    private static Next interval(ObjectNode object) {
        return Next.again(duration(text(object, "/spec/interval"), Duration.ofMinutes(5)));
    }
}
