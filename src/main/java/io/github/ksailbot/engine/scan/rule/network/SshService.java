package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * C-0042: no service leads to the SSH port of a workload, where people would get in past every record of what they did. Looks
 * at services whose selector is exactly the labels of the pods, and at the ports 22 and 2222.
 */
final class SshService implements Rule {
    private static final List<Object> PORTS = List.of(22L, 2222L);

    /** Where a service leads: to the pods of a namespace with exactly these labels. */
    private record Selection(Object namespace, Object labels) {}

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        Map<Selection, List<ScanObject>> services = services(input);
        for (ScanObject object : input.objects()) {
            for (ScanObject service : leadingTo(object, services)) {
                if (hasSshPort(service)) {
                    alerts.add(Alert.on(object, "Service `" + service.name() + "` leads to SSH in this workload.")
                            .failed(path(object))
                            .review(path(object)));
                }
            }
        }
        return alerts;
    }

    /** Workloads that some service leads to. */
    @Override
    public List<ScanObject> tested(RuleInput input) {
        Map<Selection, List<ScanObject>> services = services(input);
        return input.objects().stream()
                .filter(object -> !leadingTo(object, services).isEmpty())
                .toList();
    }

    private static Map<Selection, List<ScanObject>> services(RuleInput input) {
        Map<Selection, List<ScanObject>> services = new HashMap<>();
        for (ScanObject service : input.ofKind("Service")) {
            Object namespace = service.at("metadata", "namespace");
            Object selector = service.at("spec", "selector");
            if (namespace != null && selector != null) {
                services.computeIfAbsent(new Selection(namespace, selector), selection -> new ArrayList<>())
                        .add(service);
            }
        }
        return services;
    }

    private static String path(ScanObject object) {
        PodSpec pod = PodSpec.of(object);
        return pod == null ? "metadata.labels" : pod.metadataPath() + ".labels";
    }

    private static List<ScanObject> leadingTo(ScanObject object, Map<Selection, List<ScanObject>> services) {
        Object namespace = object.at("metadata", "namespace");
        if (namespace == null || PodSpec.of(object) == null || !(Labels.of(object) instanceof Map<?, ?> written)) {
            return List.of();
        }
        Map<?, ?> labels = new HashMap<>(written);
        if (object.isKind("Pod")) {
            labels.remove("pod-template-hash");
        }
        return services.getOrDefault(new Selection(namespace, labels), List.of());
    }

    private static boolean hasSshPort(ScanObject service) {
        return Json.list(service.fields(), "spec", "ports").stream()
                .anyMatch(port -> isSsh(Json.at(port, "port")) || isSsh(Json.at(port, "targetPort")));
    }

    private static boolean isSsh(@Nullable Object port) {
        return port != null && PORTS.contains(port);
    }
}
