package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class ImageRules {
    private ImageRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "rule-identify-blocklisted-image-registries", new UntrustedImage(false),
                "rule-identify-blocklisted-image-registries-v1", new UntrustedImage(true),
                "rule-identify-old-k8s-registry", new OldRegistry());
    }
}
