package io.github.ksailbot.delivery.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.engine.finding.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a pod does not run.
 *
 * @param container whose log may tell more; empty when none has started
 * @param previous whether the log of the container before tells it
 * @param reason such as {@code CrashLoopBackOff}
 * @param image of the container; may be empty
 */
record PodProblem(
        KubernetesObject pod,
        String container,
        boolean previous,
        String reason,
        String message,
        String image,
        int restarts) {
    private static final Pattern HASH = Pattern.compile("^(.+)-[a-z0-9]{5,10}$");

    /** Empty for a pod that runs, has ended well, or is going away. */
    static Optional<PodProblem> of(KubernetesObject pod) {
        String phase = pod.text("status", "phase");
        if (pod.isBeingDeleted() || phase.equals("Succeeded")) {
            return Optional.empty();
        }
        List<JsonNode> statuses = new ArrayList<>();
        pod.at("status", "initContainerStatuses").forEach(statuses::add);
        int inits = statuses.size();
        pod.at("status", "containerStatuses").forEach(statuses::add);
        for (int i = 0; i < statuses.size(); i++) {
            JsonNode status = statuses.get(i);
            boolean ended = i < inits
                    && status.path("state").path("terminated").path("exitCode").asInt(-1) == 0;
            if (!ended && !status.path("ready").asBoolean(false)) {
                Optional<PodProblem> problem = of(pod, status);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return ofPod(pod, phase, statuses);
    }

    private static Optional<PodProblem> of(KubernetesObject pod, JsonNode status) {
        JsonNode waiting = status.path("state").path("waiting");
        JsonNode ended = status.path("state").path("terminated");
        JsonNode last = status.path("lastState").path("terminated");
        String reason = waiting.path("reason").asText(ended.path("reason").asText(""));
        if (reason.isEmpty() || reason.equals("ContainerCreating") || reason.equals("PodInitializing")) {
            return Optional.empty();
        }
        String why = last.path("reason").asText("");
        String message = waiting.path("message").asText(ended.path("message").asText(""));
        if (why.equals("OOMKilled")) {
            message = "OOMKilled: " + message;
        }
        return Optional.of(new PodProblem(
                pod,
                status.path("name").asText(""),
                !last.isMissingNode(),
                reason,
                message,
                status.path("image").asText(""),
                status.path("restartCount").asInt(0)));
    }

    private static Optional<PodProblem> ofPod(KubernetesObject pod, String phase, List<JsonNode> statuses) {
        for (JsonNode condition : pod.at("status", "conditions")) {
            boolean unscheduled = condition.path("type").asText().equals("PodScheduled")
                    && condition.path("status").asText().equals("False");
            if (unscheduled) {
                return Optional.of(new PodProblem(
                        pod,
                        "",
                        false,
                        condition.path("reason").asText("Unschedulable"),
                        condition.path("message").asText(""),
                        "",
                        0));
            }
        }
        boolean ready = !statuses.isEmpty()
                && statuses.stream()
                        .allMatch(status -> status.path("ready").asBoolean(false)
                                || status.path("state")
                                                .path("terminated")
                                                .path("exitCode")
                                                .asInt(-1)
                                        == 0);
        if (phase.equals("Running") && ready) {
            return Optional.empty();
        }
        String container = statuses.stream()
                .filter(status -> !status.path("ready").asBoolean(false))
                .filter(status -> status.path("state").has("running"))
                .map(status -> status.path("name").asText(""))
                .findFirst()
                .orElse("");
        String reason = pod.text("status", "reason").isEmpty()
                ? phase.equals("Running") ? "NotReady" : phase
                : pod.text("status", "reason");
        return Optional.of(new PodProblem(pod, container, false, reason, pod.text("status", "message"), "", 0));
    }

    String text() {
        String of = image.isEmpty() ? "" : " for " + image;
        String again = restarts == 0 ? "" : " (" + restarts + (restarts == 1 ? " restart)" : " restarts)");
        return reason + of + again;
    }

    /** What somebody wrote to get this pod; the pod itself when nothing tells. */
    ResourceId workload() {
        for (JsonNode owner : pod.at("metadata", "ownerReferences")) {
            String kind = owner.path("kind").asText("");
            String name = owner.path("name").asText("");
            if (kind.equals("ReplicaSet")) {
                String deployment = Wording.find(HASH, name);
                return new ResourceId(
                        "apps", "", "Deployment", pod.namespace(), deployment.isEmpty() ? name : deployment);
            }
            if (!kind.isEmpty()) {
                String version = owner.path("apiVersion").asText("");
                String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
                return new ResourceId(group, "", kind, pod.namespace(), name);
            }
        }
        return new ResourceId("", "", "Pod", pod.namespace(), pod.name());
    }
}
