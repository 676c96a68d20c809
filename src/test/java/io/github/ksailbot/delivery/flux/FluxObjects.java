package io.github.ksailbot.delivery.flux;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import java.util.Map;
import java.util.TreeMap;

/** Writes objects as Flux's controllers leave them. */
final class FluxObjects {
    static final String OLD = "dev@sha256:" + "0".repeat(64);
    static final String NEW = "dev@sha256:" + "1".repeat(64);

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private FluxObjects(String kind, String namespace, String name) {
        json.put("kind", kind);
        json.putObject("metadata").put("namespace", namespace).put("name", name).put("generation", 1);
        json.putObject("spec");
        json.putObject("status");
    }

    static FluxObjects kustomization(String namespace, String name) {
        return new FluxObjects("Kustomization", namespace, name).source("OCIRepository", "flux-system");
    }

    static FluxObjects kustomization(String name) {
        return kustomization("flux-system", name);
    }

    static FluxObjects release(String namespace, String name) {
        return new FluxObjects("HelmRelease", namespace, name);
    }

    static FluxObjects ociRepository(String url, String tag) {
        FluxObjects object = new FluxObjects("OCIRepository", "flux-system", "flux-system");
        object.spec().put("url", url).putObject("ref").put("tag", tag);
        return object;
    }

    static FluxObjects gitRepository(String url, String branch) {
        FluxObjects object = new FluxObjects("GitRepository", "flux-system", "flux-system");
        object.spec().put("url", url).putObject("ref").put("branch", branch);
        return object;
    }

    static FluxObjects instance(String url, String tag, String path) {
        FluxObjects object = new FluxObjects("FluxInstance", "flux-system", "flux");
        object.spec()
                .putObject("sync")
                .put("kind", "OCIRepository")
                .put("url", url)
                .put("ref", tag)
                .put("path", path);
        return object;
    }

    FluxObjects source(String kind, String name) {
        spec().putObject("sourceRef").put("kind", kind).put("name", name).put("namespace", "flux-system");
        return this;
    }

    FluxObjects dependsOn(String... names) {
        ArrayNode dependencies = spec().putArray("dependsOn");
        for (String name : names) {
            int slash = name.indexOf('/');
            ObjectNode entry = dependencies.addObject().put("name", name.substring(slash + 1));
            if (slash >= 0) {
                entry.put("namespace", name.substring(0, slash));
            }
        }
        return this;
    }

    FluxObjects suspended() {
        spec().put("suspend", true);
        return this;
    }

    FluxObjects pinned(String digest) {
        spec().withObject("/ref").put("digest", digest);
        return this;
    }

    FluxObjects path(String path) {
        spec().put("path", path);
        return this;
    }

    FluxObjects generation(int generation, int observed) {
        json.withObject("/metadata").put("generation", generation);
        status().put("observedGeneration", observed);
        return this;
    }

    FluxObjects annotated(String key, String value) {
        json.withObject("/metadata").withObject("/annotations").put(key, value);
        return this;
    }

    FluxObjects labelled(String key, String value) {
        json.withObject("/metadata").withObject("/labels").put(key, value);
        return this;
    }

    FluxObjects appliedBy(String namespace, String name) {
        return labelled(FluxNames.OWNER_NAME, name).labelled(FluxNames.OWNER_NAMESPACE, namespace);
    }

    FluxObjects condition(String type, String status, String reason, String message) {
        status().withArray("/conditions")
                .addObject()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("message", message);
        return this;
    }

    FluxObjects ready() {
        return condition("Ready", "True", "ReconciliationSucceeded", "Applied revision");
    }

    FluxObjects notReady(String reason, String message) {
        return condition("Ready", "False", reason, message);
    }

    FluxObjects retrying() {
        return condition("Reconciling", "True", "ProgressingWithRetry", "trying again");
    }

    FluxObjects revisions(String attempted, String applied) {
        status().put("lastAttemptedRevision", attempted).put("lastAppliedRevision", applied);
        return this;
    }

    FluxObjects holds(String revision) {
        status().putObject("artifact").put("revision", revision);
        return this;
    }

    FluxObjects handled(String token) {
        status().put("lastHandledReconcileAt", token);
        return this;
    }

    /** @param ids such as {@code apps_web_apps_Deployment} */
    FluxObjects inventory(String... ids) {
        ArrayNode entries = status().withObject("/inventory").putArray("entries");
        for (String id : ids) {
            entries.addObject().put("id", id).put("v", "v1");
        }
        return this;
    }

    private ObjectNode spec() {
        return (ObjectNode) json.get("spec");
    }

    private ObjectNode status() {
        return (ObjectNode) json.get("status");
    }

    KubernetesObject object() {
        return new KubernetesObject(json);
    }

    KustomizationView kustomization() {
        return new KustomizationView(object());
    }

    HelmReleaseView release() {
        return new HelmReleaseView(object());
    }

    static FluxState state(FluxObjects... objects) {
        Map<FluxId, KubernetesObject> all = new TreeMap<>();
        for (FluxObjects each : objects) {
            KubernetesObject object = each.object();
            all.put(FluxId.of(object.kind(), object), object);
        }
        return new FluxState(all, java.util.Set.of());
    }
}
