package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;

/** Alerts that a person should look at the image of a container. */
final class ImageAlerts {
    private ImageAlerts() {}

    static Alert untrusted(Container container, String name) {
        return review(container, "The image `" + name + "` comes from a registry that is not allowed.");
    }

    static Alert review(Container container, String message) {
        String path = container.path("image");
        return Alert.on(container.pod().owner(), message).failed(path).review(path);
    }
}
