package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * C-0081, C-0090, C-0091: no deployment runs a program in a version with a known hole. Looks at images of deployments that
 * have a certain text in their names; a tag that is not three numbers passes.
 *
 * @param vulnerability such as {@code CVE-2022-24348}
 * @param program text in the names of its images, such as {@code grafana:}
 * @param tag the version in such a name; null if there is none
 * @param isVulnerable of three numbers
 * @param reviewed whether the image is among the paths to review, too
 */
record VulnerableVersion(
        String vulnerability,
        String program,
        Function<String, @Nullable String> tag,
        Predicate<int[]> isVulnerable,
        boolean reviewed)
        implements LocalRule {
    private static final int MAX_DIGITS = 9;

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.ofKind("Deployment"))) {
            for (Container container : pod.containers()) {
                String image = Json.text(container.fields(), "image");
                if (image.contains(program) && isVulnerable(tag.apply(image))) {
                    String path = container.path("image");
                    Alert alert = Alert.on(pod.owner(), "The image `" + image + "` has " + vulnerability + ".")
                            .failed(path);
                    alerts.add(reviewed ? alert.review(path) : alert);
                }
            }
        }
        return alerts;
    }

    /** Deployments of the program. */
    @Override
    public List<ScanObject> tested(RuleInput input) {
        return PodSpec.all(input.ofKind("Deployment")).stream()
                .filter(pod -> pod.containers().stream().anyMatch(container -> Json.text(container.fields(), "image")
                        .contains(program)))
                .map(PodSpec::owner)
                .toList();
    }

    private boolean isVulnerable(@Nullable String version) {
        if (version == null) {
            return false;
        }
        String[] parts = version.split("\\.", -1);
        int[] numbers = new int[3];
        if (parts.length != numbers.length) {
            return false;
        }
        for (int i = 0; i < numbers.length; i++) {
            if (parts[i].isEmpty()
                    || parts[i].length() > MAX_DIGITS
                    || !parts[i].chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return isVulnerable.test(numbers);
    }

    /** What stands between the first and the second occurrence of a separator. */
    static Function<String, @Nullable String> after(String separator) {
        return image -> {
            int from = image.indexOf(separator);
            if (from < 0) {
                return null;
            }
            String rest = image.substring(from + separator.length());
            int to = rest.indexOf(separator);
            return to < 0 ? rest : rest.substring(0, to);
        };
    }
}
