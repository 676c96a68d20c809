package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * C-0306: an image is named by its digest, since a tag may mean another image tomorrow. Passes with a digest at the end of
 * the name, which is in full length and lower case for sha256, sha512 and blake3 and any for other algorithms; and for
 * repositories of the control input {@code imageDigestExemptRepositories}. Looks at all lists of containers.
 */
final class NotPinned implements ContainerRule {
    private static final Pattern KNOWN =
            Pattern.compile("@(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}|blake3:[a-f0-9]{64})\\z");
    private static final Pattern OTHER = Pattern.compile("@[a-z0-9]+(?:[.+_-][a-z0-9]+)*+:[a-zA-Z0-9=_-]++\\z");
    private static final Pattern NAMES_KNOWN = Pattern.compile("@(?:sha256|sha512|blake3):");

    @Override
    public List<Container> containers(PodSpec pod) {
        return pod.containers("containers", "initContainers", "ephemeralContainers");
    }

    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        Object image = container.at("image");
        if (image == null || (image instanceof String name && (hasDigest(name) || isExempt(name, inputs)))) {
            return null;
        }
        return ImageAlerts.review(container, "The image `" + image + "` is not pinned to a digest.");
    }

    private static boolean hasDigest(String image) {
        Matcher other = OTHER.matcher(image);
        return KNOWN.matcher(image).find()
                || (other.find() && !NAMES_KNOWN.matcher(image).find());
    }

    /** A repository ends where the name, a directory, a tag or a digest begins: {@code mine} is not of {@code mine-too}. */
    private static boolean isExempt(String image, ControlInputs inputs) {
        for (String repository : inputs.list("imageDigestExemptRepositories")) {
            if (image.startsWith(repository)) {
                String rest = image.substring(repository.length());
                if (rest.isEmpty() || rest.startsWith("/") || rest.startsWith(":") || rest.startsWith("@")) {
                    return true;
                }
            }
        }
        return false;
    }
}
