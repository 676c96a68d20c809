package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import java.util.Collection;
import java.util.List;

/** Whether what Argo CD itself consists of is up. */
final class ControlPlane {
    private ControlPlane() {}

    /** What is there but not ready, {@code argocd-redis has 0 of 1 ready} each; parts that are not there are not missed. */
    static List<String> missing(Collection<KubernetesObject> workloads) {
        return workloads.stream()
                .filter(workload -> ArgoCdNames.CONTROL_PLANE.contains(workload.name()))
                .filter(workload -> !isReady(workload))
                .map(workload -> "%s has %d of %d ready"
                        .formatted(workload.name(), workload.number("status", "readyReplicas"), wanted(workload)))
                .toList();
    }

    /** Numbers from before the last change say nothing. */
    static boolean isReady(KubernetesObject workload) {
        long wanted = wanted(workload);
        return workload.number("status", "observedGeneration") >= workload.generation()
                && workload.number("status", "updatedReplicas") >= wanted
                && workload.number("status", "readyReplicas") >= wanted;
    }

    private static long wanted(KubernetesObject workload) {
        return workload.at("spec", "replicas").asLong(1);
    }
}
