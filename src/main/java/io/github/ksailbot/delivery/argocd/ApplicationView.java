package io.github.ksailbot.delivery.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.Condition;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.Exclusion;
import java.util.ArrayList;
import java.util.List;

/**
 * What an Application says of itself.
 *
 * @param sources in the order in which {@code revisions} are
 * @param automated whether Argo CD syncs it by itself
 * @param refreshing whether a refresh is still asked for
 * @param operating whether an operation is asked for that has not begun
 * @param sync Synced, OutOfSync, Unknown; empty when nothing was compared yet
 * @param revisions that were compared; empty when there are none
 * @param outdated whether what was compared is not what the Application asks for now
 * @param health Healthy, Progressing, Suspended, Degraded, Missing, Unknown; empty when nothing is known
 * @param errors conditions that tell of errors
 * @param resources that it manages
 * @param owner name of the ApplicationSet that made it; empty for none
 */
record ApplicationView(
        ObjectRef ref,
        List<Source> sources,
        boolean automated,
        boolean excluded,
        boolean refreshing,
        boolean operating,
        String sync,
        List<String> revisions,
        boolean outdated,
        String health,
        String healthMessage,
        Operation operation,
        List<Problem> errors,
        List<Managed> resources,
        String owner) {
    ApplicationView {
        sources = List.copyOf(sources);
        revisions = List.copyOf(revisions);
        errors = List.copyOf(errors);
        resources = List.copyOf(resources);
    }

    /** @param target as written; empty for the default */
    record Source(String url, String target, String path) {}

    /**
     * @param phase Running, Terminating, Succeeded, Failed or Error; empty when there was none
     * @param revisions that it was about; empty when it does not say
     * @param started text of a time, in seconds
     */
    record Operation(String phase, String message, List<String> revisions, String started) {
        Operation {
            revisions = List.copyOf(revisions);
        }

        /** Tells one state of one operation from all others; empty when there was none. */
        String id() {
            return phase.isEmpty() ? "" : started + " " + phase + " " + String.join(",", revisions);
        }

        boolean hasFailed() {
            return phase.equals("Failed") || phase.equals("Error");
        }

        boolean isRunning() {
            return phase.equals("Running") || phase.equals("Terminating");
        }
    }

    /** @param type ComparisonError, SyncError, InvalidSpecError and others */
    record Problem(String type, String message) {}

    /** An object that it manages. */
    record Managed(String kind, ObjectRef ref, String health) {}

    static ApplicationView of(KubernetesObject object) {
        List<Managed> resources = new ArrayList<>();
        object.at("status", "resources")
                .forEach(resource -> resources.add(new Managed(
                        resource.path("kind").asText(""),
                        new ObjectRef(
                                resource.path("namespace").asText(""),
                                resource.path("name").asText("")),
                        resource.at("/health/status").asText(""))));
        List<Problem> errors = new ArrayList<>();
        for (Condition condition : object.conditions()) {
            if (condition.type().endsWith("Error")) {
                errors.add(new Problem(condition.type(), condition.message()));
            }
        }
        JsonNode automated = object.at("spec", "syncPolicy", "automated");
        return new ApplicationView(
                object.ref(),
                sources(object.at("spec")),
                automated.isObject() && automated.path("enabled").asBoolean(true),
                Exclusion.isAskedForBy(object),
                !object.annotation(ArgoCdNames.REFRESH).isEmpty(),
                object.at("operation").isObject(),
                object.text("status", "sync", "status"),
                revisions(object.at("status", "sync")),
                isOutdated(object),
                object.text("status", "health", "status"),
                object.text("status", "health", "message"),
                operation(object),
                errors,
                resources,
                owner(object));
    }

    private static boolean isOutdated(KubernetesObject object) {
        List<Source> compared = sources(object.at("status", "sync", "comparedTo"));
        return !compared.isEmpty() && !compared.equals(sources(object.at("spec")));
    }

    private static List<Source> sources(JsonNode from) {
        List<Source> sources = new ArrayList<>();
        from.path("sources").forEach(source -> sources.add(source(source)));
        if (sources.isEmpty() && from.path("source").isObject()) {
            sources.add(source(from.path("source")));
        }
        return sources;
    }

    private static Source source(JsonNode source) {
        return new Source(
                source.path("repoURL").asText(""),
                source.path("targetRevision").asText(""),
                source.path("path").asText(""));
    }

    private static List<String> revisions(JsonNode from) {
        List<String> revisions = new ArrayList<>();
        from.path("revisions").forEach(revision -> revisions.add(revision.asText()));
        String one = from.path("revision").asText("");
        if (revisions.isEmpty() && !one.isEmpty()) {
            revisions.add(one);
        }
        return revisions;
    }

    private static Operation operation(KubernetesObject object) {
        JsonNode state = object.at("status", "operationState");
        List<String> revisions = revisions(state.path("syncResult"));
        if (revisions.isEmpty()) {
            revisions = revisions(state.path("operation").path("sync"));
        }
        return new Operation(
                state.path("phase").asText(""),
                state.path("message").asText(""),
                revisions,
                state.path("startedAt").asText(""));
    }

    private static String owner(KubernetesObject object) {
        for (JsonNode owner : object.at("metadata", "ownerReferences")) {
            if (owner.path("kind").asText().equals(ArgoCdNames.APPLICATION_SET)) {
                return owner.path("name").asText("");
            }
        }
        return "";
    }
}
