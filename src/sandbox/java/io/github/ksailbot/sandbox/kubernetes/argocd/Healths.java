package io.github.ksailbot.sandbox.kubernetes.argocd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.workload.Health;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Health of an Application: the worst of its objects'. */
final class Healths {
    private static final List<String> FROM_BEST =
            List.of("Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown");

    private Healths() {}

    static void write(ObjectNode app, Collection<Key> live, Resources resources, @Nullable Behaviour behaviour) {
        ObjectNode status = app.withObject("/status");
        ArrayNode list = status.putArray("resources");
        String worst = "Healthy";
        String message = "";
        for (Key key : live) {
            Optional<Kind> kind =
                    resources.kinds().all().stream().filter(key::is).findFirst();
            if (kind.isEmpty()) {
                continue;
            }
            ObjectNode object = resources.store().get(key);
            String health = of(kind.get(), object);
            ObjectNode entry = list.addObject()
                    .put("group", key.group())
                    .put("version", kind.get().version())
                    .put("kind", kind.get().kind())
                    .put("namespace", key.namespace())
                    .put("name", key.name())
                    .put("status", object == null ? "OutOfSync" : "Synced");
            entry.putObject("health").put("status", health);
            if (FROM_BEST.indexOf(health) > FROM_BEST.indexOf(worst)) {
                worst = health;
            }
        }
        if (status.at("/sync/status").asText().equals("Unknown") && live.isEmpty()) {
            worst = "Unknown";
        }
        if (status.at("/sync/status").asText().equals("OutOfSync") && live.isEmpty()) {
            worst = "Missing";
        }
        if (behaviour instanceof Behaviour.Fails fails && fails.reason().equals("Degraded")) {
            worst = "Degraded";
            message = fails.message();
        }
        ObjectNode health = status.putObject("health").put("status", worst);
        if (!message.isEmpty()) {
            health.put("message", message);
        }
    }

    private static String of(Kind kind, @Nullable ObjectNode object) {
        if (object == null) {
            return "Missing";
        }
        if ("Application".equals(kind.kind()) || "ApplicationSet".equals(kind.kind())) {
            // Argo CD takes no account of these unless it is told to.
            return "Healthy";
        }
        if ("Rollout".equals(kind.kind())) {
            String phase = object.at("/status/phase").asText("Progressing");
            return "Paused".equals(phase) ? "Suspended" : phase;
        }
        switch (Health.of(kind, object)) {
            case CURRENT:
                return "Healthy";
            case FAILED:
                return "Degraded";
            default:
                return "Progressing";
        }
    }
}
