package io.github.ksailbot.sandbox.kubernetes.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.controller.Next;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectController;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.resource.Removal;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;

/**
 * What runs workloads: Deployments, StatefulSets and DaemonSets get their pods, which are ready at once, later or never,
 * as the script says. One that fails leaves a pod with the failure's reason, and an event.
 */
public final class WorkloadController extends ObjectController {

    public WorkloadController(Resources resources, Script script) {
        super(resources, script, "kube-controller-manager", "apps", "Deployment", "StatefulSet", "DaemonSet");
    }

    @Override
    protected Next reconcile(Key key, Kind kind, ObjectNode object) {
        Behaviour behaviour = behaviour(key);
        if (behaviour instanceof Behaviour.Ignored) {
            return Next.idle();
        }
        int wanted = object.at("/spec/replicas").asInt(1);
        status(key, status -> {
            status.fields()
                    .put("replicas", wanted)
                    .put("updatedReplicas", wanted)
                    .put("readyReplicas", 0);
            status.observed().set("Progressing", "True", "ReplicaSetUpdated", "ReplicaSet is progressing.");
        });
        return Next.in(behaviour.takes(), () -> {
            if (behaviour instanceof Behaviour.Fails fails) {
                pod(key, fails.reason(), fails.message());
                status(
                        key,
                        status -> status.set(
                                "Progressing",
                                "False",
                                "ProgressDeadlineExceeded",
                                "ReplicaSet has timed out progressing."));
            } else {
                pod(key, "", "");
                status(key, status -> {
                    status.fields().put("readyReplicas", wanted).put("availableReplicas", wanted);
                    status.set("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
                            .set(
                                    "Progressing",
                                    "True",
                                    "NewReplicaSetAvailable",
                                    "ReplicaSet has successfully progressed.");
                });
            }
            return Next.idle();
        });
    }

    /** @param reason why its container waits; empty when it runs */
    private void pod(Key owner, String reason, String message) {
        Kind pods = resources.kinds().named("", "Pod");
        String name = owner.name() + "-0";
        ObjectNode workload = current(owner);
        ObjectNode pod = workload.objectNode();
        pod.putObject("metadata").put("name", name).set("labels", workload.at("/spec/template/metadata/labels"));
        pod.withArray("/metadata/ownerReferences")
                .addObject()
                .put("kind", workload.path("kind").asText())
                .put("name", owner.name())
                .put("uid", workload.at("/metadata/uid").asText());
        pod.set("spec", workload.at("/spec/template/spec").deepCopy());
        if (resources.find(pods, owner.namespace(), name) != null) {
            resources.delete(pods, owner.namespace(), name, Removal.Options.PLAIN);
        }
        resources.create(pods, owner.namespace(), pod, Write.by("kube-controller-manager"));
        resources.change(
                pods,
                owner.namespace(),
                name,
                object -> {
                    state(object, reason, message);
                    return object;
                },
                Write.statusBy("kubelet"));
        if (!reason.isEmpty()) {
            event(owner.namespace(), name, reason, message);
        }
    }

    private static void state(ObjectNode pod, String reason, String message) {
        ObjectNode status = pod.withObject("/status").put("phase", reason.isEmpty() ? "Running" : "Pending");
        for (JsonNode container : pod.at("/spec/containers")) {
            ObjectNode state = status.withArray("/containerStatuses")
                    .addObject()
                    .put("name", container.path("name").asText())
                    .put("image", container.path("image").asText())
                    .put("ready", reason.isEmpty())
                    .put("restartCount", reason.isEmpty() ? 0 : 3);
            if (reason.isEmpty()) {
                state.withObject("/state/running");
            } else {
                state.withObject("/state/waiting").put("reason", reason).put("message", message);
            }
        }
    }

    private void event(String namespace, String pod, String reason, String message) {
        ObjectNode event = resources
                .get(resources.kinds().named("", "Pod"), namespace, pod)
                .objectNode();
        event.putObject("metadata").put("generateName", pod + ".");
        event.putObject("involvedObject")
                .put("kind", "Pod")
                .put("namespace", namespace)
                .put("name", pod);
        event.put("type", "Warning")
                .put("reason", reason)
                .put("message", message)
                .put("lastTimestamp", resources.clock().instant().toString())
                .put("count", 1);
        resources.create(resources.kinds().named("", "Event"), namespace, event, Write.by("kubelet"));
    }
}
