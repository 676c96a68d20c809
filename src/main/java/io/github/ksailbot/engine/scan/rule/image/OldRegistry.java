package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0253: no image of {@code kube-system} comes from {@code k8s.gcr.io}, which Kubernetes left and which gets nothing new.
 * Workloads of other namespaces are not looked at.
 */
final class OldRegistry implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(tested(input))) {
            for (PodSpec.Container container : pod.containers()) {
                if (container.at("image") instanceof String image && image.startsWith("k8s.gcr.io/")) {
                    String path = container.path("image");
                    alerts.add(Alert.on(
                                    pod.owner(),
                                    "The image `" + image + "` comes from a registry that is no longer kept.")
                            .failed(path)
                            .review(path));
                }
            }
        }
        return alerts;
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.objects().stream()
                .filter(object -> "kube-system".equals(object.at("metadata", "namespace")))
                .toList();
    }
}
