package io.github.ksailbot.delivery.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.Condition;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.engine.finding.ResourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises image policies whose range leaves out the newest release, so that updates never come. */
final class ImagePolicies {
    static final String TITLE = "An image policy leaves out the newest tag";
    static final String ADVICE =
            "Widen `spec.policy.semver.range` of the ImagePolicy (or its `filterTags`) if that release is wanted.";

    /** A release; pre-releases are left out by most ranges on purpose. */
    private static final Pattern RELEASE = Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");

    private ImagePolicies() {}

    static List<Symptom> excluding(List<KubernetesObject> policies, List<KubernetesObject> repositories) {
        Map<ObjectRef, KubernetesObject> byName = new HashMap<>();
        repositories.forEach(repository -> byName.put(repository.ref(), repository));
        List<Symptom> symptoms = new ArrayList<>();
        for (KubernetesObject policy : policies) {
            ResourceId id = new ResourceId(
                    GitOpsTypes.IMAGE_POLICY.group(), "v1", "ImagePolicy", policy.namespace(), policy.name());
            String range = policy.text("spec", "policy", "semver", "range");
            Condition ready = policy.condition("Ready").orElse(null);
            if (ready != null && ready.isFalse() && ready.message().contains("unable to determine latest version")) {
                symptoms.add(new Symptom(id, ready.reason(), "no tag is in the range `" + range + "`"));
                continue;
            }
            String namespace = policy.text("spec", "imageRepositoryRef", "namespace");
            KubernetesObject repository = byName.get(new ObjectRef(
                    namespace.isEmpty() ? policy.namespace() : namespace,
                    policy.text("spec", "imageRepositoryRef", "name")));
            String chosen = chosen(policy);
            String newest = repository == null ? "" : newest(repository);
            if (!range.isEmpty() && isRelease(chosen) && !newest.isEmpty() && compare(newest, chosen) > 0) {
                symptoms.add(new Symptom(
                        id, "", "`" + chosen + "` is used, `" + newest + "` is outside of the range `" + range + "`"));
            }
        }
        return symptoms;
    }

    private static String chosen(KubernetesObject policy) {
        String tag = policy.text("status", "latestRef", "tag");
        String image = policy.text("status", "latestImage");
        return tag.isEmpty() ? image.substring(image.lastIndexOf(':') + 1) : tag;
    }

    private static String newest(KubernetesObject repository) {
        String newest = "";
        for (JsonNode tag : repository.at("status", "lastScanResult", "latestTags")) {
            String text = tag.asText("");
            if (isRelease(text) && (newest.isEmpty() || compare(text, newest) > 0)) {
                newest = text;
            }
        }
        return newest;
    }

    private static boolean isRelease(String tag) {
        return RELEASE.matcher(tag).matches();
    }

    private static int compare(String a, String b) {
        return Arrays.compare(numbers(a), numbers(b));
    }

    private static int[] numbers(String release) {
        Matcher numbers = RELEASE.matcher(release);
        return numbers.matches()
                ? new int[] {
                    Integer.parseInt(numbers.group(1)),
                    Integer.parseInt(numbers.group(2)),
                    Integer.parseInt(numbers.group(3))
                }
                : new int[0];
    }
}
