package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ImageNames;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import org.jspecify.annotations.Nullable;

/**
 * C-0078: images come from registries that somebody chose. Passes when the complete name, such as {@code
 * docker.io/library/nginx}, begins with an entry of the control input {@code imageRepositoryAllowList}; an empty list lets
 * nothing pass. What is no name of an image is not judged.
 */
final class NotAllowedImage implements ContainerRule {
    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        String name = container.at("image") instanceof String image ? ImageNames.normalized(image) : null;
        if (name == null || inputs.list("imageRepositoryAllowList").stream().anyMatch(name::startsWith)) {
            return null;
        }
        return ImageAlerts.untrusted(container, name);
    }
}
