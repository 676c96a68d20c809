package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * C-0059: no ingress controller of nginx lets snippets in annotations read all secrets (CVE-2021-25742). Fails up to 0.49.0
 * and in 1.0.0, unless a ConfigMap of its namespace says {@code allow-snippet-annotations: "false"}.
 */
final class IngressNginxSnippets implements Rule {
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,9})");

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.ofKind("Deployment"))) {
            for (Container container : pod.containers()) {
                if (container.at("image") instanceof String image
                        && isController(image)
                        && isVulnerable(image)
                        && allowsSnippets(pod.owner(), input)) {
                    alerts.add(ImageAlerts.review(container, "The image `" + image + "` has CVE-2021-25742."));
                }
            }
        }
        return alerts;
    }

    /** Deployments of a controller that is old, or that may get snippets. */
    @Override
    public List<ScanObject> tested(RuleInput input) {
        return PodSpec.all(input.ofKind("Deployment")).stream()
                .filter(pod -> pod.containers().stream()
                        .anyMatch(container -> container.at("image") instanceof String image
                                && isController(image)
                                && (isOldTag(image) || allowsSnippets(pod.owner(), input))))
                .map(PodSpec::owner)
                .toList();
    }

    private static boolean isController(String image) {
        return Stream.of("nginx-controller", "ingress-controller", "ingress-nginx")
                        .anyMatch(image::contains)
                && ImageTags.hasTagOrDigest(image);
    }

    private static boolean isVulnerable(String image) {
        Matcher version = VERSION.matcher(image);
        if (!version.find()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        int patch = Integer.parseInt(version.group(3));
        return (major == 0 && (minor < 49 || (minor == 49 && patch == 0))) || (major == 1 && minor == 0 && patch == 0);
    }

    /** Letter by letter, as Kubescape compares here: {@code v0.5} is newer than {@code v0.49}. */
    private static boolean isOldTag(String image) {
        String[] parts = image.split(":", -1);
        int at = image.contains("@") ? parts.length - 2 : parts.length - 1;
        if (at < 0) {
            return false;
        }
        String tag = image.contains("@") ? parts[at].split("@", -1)[0] : parts[at];
        String version = tag.startsWith("v") ? tag.substring(1) : tag;
        return version.compareTo("0.49") <= 0 || version.equals("1.0.0");
    }

    private static boolean allowsSnippets(ScanObject deployment, RuleInput input) {
        return input.ofKind("ConfigMap").stream()
                .noneMatch(config -> Namespaces.same(config, deployment)
                        && "false".equals(config.at("data", "allow-snippet-annotations")));
    }
}
