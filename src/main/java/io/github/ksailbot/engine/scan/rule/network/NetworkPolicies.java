package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LabelSelector;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The network policies of a scan, and which of them select the pods of a workload: those of Kubernetes, of Cilium, and
 * Cilium's for all namespaces.
 *
 * <p>Kubescape looks at {@code matchLabels} only: a policy of Kubernetes with nothing but expressions selects nothing here, and
 * one of Cilium with both is taken by its labels.
 */
final class NetworkPolicies {
    static final String[] WORKLOADS = {"Pod", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "CronJob"};

    private final Map<Object, List<ScanObject>> byNamespace = new HashMap<>();
    private final List<ScanObject> clusterWide;

    NetworkPolicies(RuleInput input) {
        for (ScanObject policy : input.ofKind("NetworkPolicy", "CiliumNetworkPolicy")) {
            byNamespace
                    .computeIfAbsent(Namespaces.of(policy), namespace -> new ArrayList<>())
                    .add(policy);
        }
        clusterWide = input.ofKind("CiliumClusterwideNetworkPolicy");
    }

    /** Policies that select the pods of a workload, in no certain order. */
    Stream<ScanObject> of(ScanObject workload) {
        Map<String, Object> labels = Json.map(Labels.of(workload));
        boolean hasMetadata = Labels.metadata(workload) instanceof Map<?, ?>;
        return Stream.concat(
                        byNamespace.getOrDefault(Namespaces.of(workload), List.of()).stream(), clusterWide.stream())
                .filter(policy -> policy.isKind("NetworkPolicy")
                        ? isSelectedBy(policy.at("spec", "podSelector"), labels)
                        : hasMetadata && ciliumSpecs(policy).anyMatch(spec -> isSelectedByCilium(spec, labels)));
    }

    /** What a policy of Cilium says: {@code spec} and each of {@code specs}. */
    static Stream<Object> ciliumSpecs(ScanObject policy) {
        return Stream.concat(Stream.ofNullable(policy.at("spec")), Json.list(policy.fields(), "specs").stream());
    }

    /** Whether a policy of Cilium says in one place that all pods are meant. */
    static boolean selectsAll(Object spec) {
        return Json.at(spec, "endpointSelector") instanceof Map<?, ?> selector
                && !LabelSelector.of(selector).isSelective();
    }

    private static boolean isSelectedBy(@Nullable Object selector, Map<String, Object> labels) {
        if (!(selector instanceof Map<?, ?> map)) {
            return false;
        }
        return map.isEmpty() || (map.get("matchLabels") instanceof Map<?, ?> wanted && hasAll(labels, wanted));
    }

    private static boolean isSelectedByCilium(Object spec, Map<String, Object> labels) {
        Map<String, Object> wanted = Json.map(spec, "endpointSelector", "matchLabels");
        return wanted.isEmpty() ? selectsAll(spec) : hasAll(labels, wanted);
    }

    private static boolean hasAll(Map<String, Object> labels, Map<?, ?> wanted) {
        return wanted.entrySet().stream()
                .allMatch(entry -> Objects.equals(entry.getValue(), labels.get(entry.getKey())));
    }
}
