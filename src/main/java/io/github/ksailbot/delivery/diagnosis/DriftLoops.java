package io.github.ksailbot.delivery.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.engine.finding.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises that the engine writes an object again and again because somebody else writes it back: an autoscaler, a
 * webhook that adds fields, what injects certificates, a chart that makes random values, or another owner.
 */
final class DriftLoops {
    /** Once is a deployment, twice may be two. */
    private static final int OFTEN = 3;

    private static final Pattern CONFIGURED =
            Pattern.compile("\\b([A-Z][A-Za-z]+)/(?:([a-z0-9.-]+)/)?([a-z0-9.:-]+) configured\\b");
    private static final Pattern DRIFT = Pattern.compile("(?i)drift|self-?heal");

    /**
     * A loop.
     *
     * @param subject what is written again and again
     */
    record Loop(ResourceId subject, int times, String title, String advice) {}

    private DriftLoops() {}

    /** @param events of all types, of some minutes */
    static List<Loop> in(List<KubernetesObject> events) {
        Map<ResourceId, Integer> times = new LinkedHashMap<>();
        for (KubernetesObject event : events) {
            int count = Math.max(
                    1, event.at("count").asInt(event.at("series", "count").asInt(1)));
            Matcher configured = CONFIGURED.matcher(event.text("message"));
            while (configured.find()) {
                String namespace = configured.group(2) == null ? "" : configured.group(2);
                times.merge(
                        new ResourceId("", "", configured.group(1), namespace, configured.group(3)),
                        count,
                        Integer::sum);
            }
            if (DRIFT.matcher(event.text("reason")).find()) {
                JsonNode involved = event.at("involvedObject");
                times.merge(
                        new ResourceId(
                                "",
                                "",
                                involved.path("kind").asText(""),
                                involved.path("namespace").asText(""),
                                involved.path("name").asText("")),
                        count,
                        Integer::sum);
            }
        }
        List<Loop> loops = new ArrayList<>();
        times.forEach((subject, count) -> {
            if (count >= OFTEN) {
                loops.add(loop(subject, count));
            }
        });
        return loops;
    }

    private static Loop loop(ResourceId subject, int times) {
        return switch (subject.kind()) {
            case "Deployment", "StatefulSet", "ReplicaSet" ->
                new Loop(
                        subject,
                        times,
                        "Drift loop: replicas are set here and by an autoscaler",
                        "Leave `spec.replicas` out of the manifest when a HorizontalPodAutoscaler or KEDA sets it.");
            case "ValidatingWebhookConfiguration",
                    "MutatingWebhookConfiguration",
                    "CustomResourceDefinition",
                    "APIService" ->
                new Loop(
                        subject,
                        times,
                        "Drift loop: a certificate is injected into what is delivered",
                        "Leave `caBundle` out of the manifest, so that cert-manager or the operator alone sets it.");
            case "Secret" ->
                new Loop(
                        subject,
                        times,
                        "Drift loop: values are made anew at each render",
                        "Give the chart fixed values or an existing Secret instead of random passwords and certificates.");
            case "HelmRelease" ->
                new Loop(
                        subject,
                        times,
                        "Drift loop: something changes what the chart has installed",
                        "Say in `spec.driftDetection.ignore` of the HelmRelease which fields belong to others.");
            default ->
                new Loop(
                        subject,
                        times,
                        "Drift loop: a webhook or another owner changes what is delivered",
                        "Write the field as the webhook leaves it, or let one owner alone deliver the object"
                                + " (`kustomize.toolkit.fluxcd.io/ssa: IfNotPresent` or `Merge` where it is shared).");
        };
    }
}
