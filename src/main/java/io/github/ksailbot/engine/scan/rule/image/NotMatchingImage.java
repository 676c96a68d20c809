package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Patterns;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0078 as old versions of Kubescape judged it: entries of {@code imageRepositoryAllowList} are regular expressions for
 * what stands before a slash of the name, and only a name without any slash is completed with {@code docker.io}.
 */
final class NotMatchingImage implements ContainerRule {
    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        if (!(container.at("image") instanceof String image)) {
            return null;
        }
        List<String> allowed = inputs.list("imageRepositoryAllowList").stream()
                .map(registry -> registry.endsWith("/") ? "^" + registry : "^" + registry + "/")
                .toList();
        return Patterns.of(allowed).find(image.contains("/") ? image : "docker.io/" + image)
                ? null
                : ImageAlerts.untrusted(container, image);
    }
}
