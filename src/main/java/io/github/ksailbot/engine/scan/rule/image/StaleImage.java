package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import org.jspecify.annotations.Nullable;

/**
 * C-0075: an image whose tag moves is pulled again. Fails when the policy {@code Never} or {@code IfNotPresent} is written
 * for an image with {@code latest}, without tag and digest, or with a tag of the control input {@code floatingImageTags}.
 */
final class StaleImage implements ContainerRule {
    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        Object policy = container.at("imagePullPolicy");
        if (!"Never".equals(policy) && !"IfNotPresent".equals(policy)) {
            return null;
        }
        if (container.at("image") instanceof String image
                && ImageTags.hasTagOrDigest(image)
                && !ImageTags.isLatest(image)
                && !ImageTags.isFloating(image, inputs)) {
            return null;
        }
        String[] paths = {container.path("image"), container.path("imagePullPolicy")};
        return Alert.on(
                        container.pod().owner(),
                        "The tag of the image moves, but container `" + container.name() + "` keeps what a node has.")
                .failed(paths)
                .review(paths);
    }
}
