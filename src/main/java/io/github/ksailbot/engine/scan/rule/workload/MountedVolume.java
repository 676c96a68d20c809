package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.NamedObjects;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0255, C-0257, C-0258: containers that mount a volume of some kind whose source is among the resources, too: who gets into
 * one reads it, so that somebody should know. Sources that are elsewhere pass.
 *
 * @param volume the volume's field, such as {@code configMap}
 * @param reference the field in it that names the source
 * @param kind the source's
 */
record MountedVolume(String volume, String reference, String kind) implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        NamedObjects sources = new NamedObjects(input, kind);
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (Object candidate : Json.list(pod.fields(), "volumes")) {
                Object name = Json.at(candidate, "name");
                if (name != null && isFrom(candidate, pod, sources)) {
                    mounts(pod, name, alerts);
                }
            }
        }
        return alerts;
    }

    private boolean isFrom(Object candidate, PodSpec pod, NamedObjects sources) {
        return sources.has(kind, Namespaces.of(pod.owner()), Json.at(candidate, volume, reference));
    }

    private void mounts(PodSpec pod, Object name, List<Alert> alerts) {
        for (PodSpec.Container container : pod.containers()) {
            List<Object> mounts = Json.list(container.fields(), "volumeMounts");
            for (int i = 0; i < mounts.size(); i++) {
                if (name.equals(Json.at(mounts.get(i), "name"))) {
                    String path = container.path("volumeMounts[" + i + "]");
                    alerts.add(Alert.on(pod.owner(), "Container `" + container.name() + "` mounts a " + kind + ".")
                            .failed(path)
                            .delete(path));
                }
            }
        }
    }
}
