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

/** No service leads to the SSH port of a workload. */
final class SshService implements Rule {
    private static final List<Object> PORTS = List.of(22L, 2222L);

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        List<ScanObject> services = input.ofKind("Service");
        for (ScanObject object : input.objects()) {
            for (ScanObject service : services) {
                if (leadsTo(service, object) && hasSshPort(service)) {
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
        List<ScanObject> services = input.ofKind("Service");
        return input.objects().stream()
                .filter(object -> services.stream().anyMatch(service -> leadsTo(service, object)))
                .toList();
    }

    private static String path(ScanObject object) {
        PodSpec pod = PodSpec.of(object);
        return pod == null ? "metadata.labels" : pod.metadataPath() + ".labels";
    }

    private static boolean leadsTo(ScanObject service, ScanObject object) {
        PodSpec pod = PodSpec.of(object);
        Object namespace = object.at("metadata", "namespace");
        if (pod == null || namespace == null || !namespace.equals(service.at("metadata", "namespace"))) {
            return false;
        }
        if (!(Labels.of(object) instanceof Map<?, ?> written)) {
            return false;
        }
        Map<?, ?> labels = new HashMap<>(written);
        if (object.isKind("Pod")) {
            labels.remove("pod-template-hash");
        }
        return labels.equals(service.at("spec", "selector"));
    }

    private static boolean hasSshPort(ScanObject service) {
        return Json.list(service.fields(), "spec", "ports").stream()
                .anyMatch(port -> isSsh(Json.at(port, "port")) || isSsh(Json.at(port, "targetPort")));
    }

    private static boolean isSsh(@Nullable Object port) {
        return port != null && PORTS.contains(port);
    }
}
