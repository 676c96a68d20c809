package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.controller.Next;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectController;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields.Manager;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import java.time.Duration;

/** flux-operator: the sync of a FluxInstance becomes a source and the root Kustomization. */
final class InstanceController extends ObjectController {
    private static final String OPERATOR = "flux-operator";

    InstanceController(Resources resources, Script script) {
        super(resources, script, OPERATOR, "fluxcd.controlplane.io", "FluxInstance");
    }

    @Override
    protected Next reconcile(Key key, Kind kind, ObjectNode object) {
        Behaviour behaviour = behaviour(key);
        if (behaviour instanceof Behaviour.Ignored
                || !text(object, "/metadata/deletionTimestamp").isEmpty()) {
            return Next.idle();
        }
        status(key, status -> status.set("Reconciling", "True", "Progressing", "Reconciliation in progress")
                .set("Ready", "Unknown", "Progressing", "Reconciliation in progress"));
        return Next.in(behaviour.takes(), () -> {
            if (behaviour instanceof Behaviour.Fails fails) {
                status(key, status -> status.set("Ready", "False", fails.reason(), fails.message()));
                return Next.again(Duration.ofMinutes(1));
            }
            JsonNode sync = object.at("/spec/sync");
            if (!sync.isMissingNode()) {
                sync(key, sync);
            }
            status(key, status -> {
                status.set("Ready", "True", "ReconciliationSucceeded", "Reconciliation finished in 1s")
                        .remove("Reconciling")
                        .observed();
                String asked = annotation(status.object(), "reconcile.fluxcd.io/requestedAt");
                if (!asked.isEmpty()) {
                    status.fields().put("lastHandledReconcileAt", asked);
                }
            });
            return Next.again(Duration.ofHours(1));
        });
    }

    private void sync(Key key, JsonNode sync) {
        String name = sync.path("name").asText(key.namespace());
        String type = sync.path("kind").asText();
        ObjectNode source = object("source.toolkit.fluxcd.io/v1", type);
        ObjectNode spec = source.withObject("/spec");
        spec.put("interval", sync.path("interval").asText("1m"))
                .put("url", sync.path("url").asText());
        String ref = sync.path("ref").asText();
        if ("OCIRepository".equals(type)) {
            spec.put("provider", sync.path("provider").asText("generic"));
            spec.withObject("/ref").put("tag", ref);
        } else {
            spec.withObject("/ref").put("name", ref);
        }
        if (sync.has("pullSecret")) {
            spec.withObject("/secretRef").put("name", sync.path("pullSecret").asText());
        }
        apply("source.toolkit.fluxcd.io", type, key.namespace(), name, source);
        ObjectNode root = object("kustomize.toolkit.fluxcd.io/v1", "Kustomization");
        root.withObject("/spec")
                .put("interval", "10m")
                .put("path", sync.path("path").asText("./"))
                .put("prune", true)
                .withObject("/sourceRef")
                .put("kind", type)
                .put("name", name);
        apply("kustomize.toolkit.fluxcd.io", "Kustomization", key.namespace(), name, root);
    }

    private static ObjectNode object(String version, String kind) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", version).put("kind", kind);
        object.withObject("/metadata/labels").put("app.kubernetes.io/managed-by", OPERATOR);
        return object;
    }

    private void apply(String group, String kind, String namespace, String name, ObjectNode object) {
        resources.apply(
                resources.kinds().named(group, kind),
                namespace,
                name,
                object,
                true,
                new Write(Manager.apply(OPERATOR, ""), false));
    }
}
