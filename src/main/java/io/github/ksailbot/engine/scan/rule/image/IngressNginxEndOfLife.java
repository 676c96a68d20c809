package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * C-0292: nothing runs the community's ingress-nginx, which gets no fixes since March 2026. Looks at deployments, daemon
 * sets and stateful sets; controllers of others pass.
 */
final class IngressNginxEndOfLife implements ContainerRule {
    private static final String[] KINDS = {"Deployment", "DaemonSet", "StatefulSet"};

    @Override
    public List<Container> containers(PodSpec pod) {
        return pod.owner().isKind(KINDS) ? pod.containers() : List.of();
    }

    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        return container.at("image") instanceof String image
                        && Stream.of(
                                        "ingress-nginx/controller",
                                        "k8s.gcr.io/ingress-nginx",
                                        "registry.k8s.io/ingress-nginx")
                                .anyMatch(image::contains)
                ? ImageAlerts.review(
                        container, "The image `" + image + "` is of ingress-nginx, which gets no more fixes.")
                : null;
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.ofKind(KINDS);
    }
}
