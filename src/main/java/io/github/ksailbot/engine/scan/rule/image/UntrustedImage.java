package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ImageNames;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0001: no image comes from a registry that is listed as untrusted or public, in the control inputs {@code
 * untrustedRegistries} and {@code publicRegistries}.
 *
 * @param normalized whether names are completed before they are compared; otherwise a name without a registry counts as
 *     one from a public registry
 */
record UntrustedImage(boolean normalized) implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (PodSpec.Container container : pod.containers()) {
                if (container.at("image") instanceof String image && isUntrusted(image, input.inputs())) {
                    String path = container.path("image");
                    alerts.add(Alert.on(pod.owner(), "The image `" + image + "` comes from an untrusted registry.")
                            .failed(path)
                            .review(path));
                }
            }
        }
        return alerts;
    }

    private boolean isUntrusted(String image, ControlInputs inputs) {
        if (normalized) {
            String name = ImageNames.normalized(image);
            return name != null
                    && (isOf(name, inputs, "untrustedRegistries") || isOf(name, inputs, "publicRegistries"));
        }
        return !image.contains("/")
                || isListed(image, inputs, "untrustedRegistries")
                || isListed(image, inputs, "publicRegistries");
    }

    private static boolean isListed(String image, ControlInputs inputs, String list) {
        return isOf(image, inputs, list) && !isOf(image, inputs, list + "Allowlist");
    }

    private static boolean isOf(String image, ControlInputs inputs, String list) {
        return inputs.list(list).stream().anyMatch(image::startsWith);
    }
}
