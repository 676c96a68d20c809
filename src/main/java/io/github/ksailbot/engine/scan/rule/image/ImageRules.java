package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class ImageRules {
    private ImageRules() {}

    public static Map<String, Rule> all() {
        return Map.ofEntries(
                Map.entry(
                        "CVE-2022-24348",
                        new VulnerableVersion(
                                "CVE-2022-24348",
                                "argocd:v",
                                VulnerableVersion.after(":v"),
                                v -> v[0] == 1
                                        || (v[0] == 2
                                                && (v[1] == 0 || (v[1] == 1 && v[2] < 9) || (v[1] == 2 && v[2] < 4))),
                                false)),
                Map.entry(
                        "CVE-2022-39328",
                        new VulnerableVersion(
                                "CVE-2022-39328",
                                "grafana:",
                                image -> VulnerableVersion.after(":").apply(image.replace("-ubuntu", "")),
                                v -> v[0] == 9 && v[1] == 2 && v[2] < 4,
                                true)),
                Map.entry(
                        "CVE-2022-47633",
                        new VulnerableVersion(
                                "CVE-2022-47633",
                                "kyverno:",
                                VulnerableVersion.after(":v"),
                                v -> v[0] == 1 && v[1] == 8 && v[2] >= 3 && v[2] < 5,
                                true)),
                Map.entry("container-image-repository", new NotMatchingImage()),
                Map.entry("container-image-repository-v1", new NotAllowedImage()),
                Map.entry("detect-nginx-ingress-controller-eol", new IngressNginxEndOfLife()),
                Map.entry("image-not-pinned-to-digest", new NotPinned()),
                Map.entry("image-pull-policy-is-not-set-to-always", new StaleImage()),
                Map.entry("nginx-ingress-snippet-annotation-vulnerability", new IngressNginxSnippets()),
                Map.entry("rule-identify-blocklisted-image-registries", new UntrustedImage(false)),
                Map.entry("rule-identify-blocklisted-image-registries-v1", new UntrustedImage(true)),
                Map.entry("rule-identify-old-k8s-registry", new OldRegistry()));
    }
}
