package io.github.ksailbot.engine.scan.rule.sandbox;

import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.image.ImageTags;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class SandboxRules {
    private SandboxRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "agent-sandbox-egress-policy", new ScopedEgress(),
                "agent-sandbox-hardened-runtime-class", new HardenedRuntime(),
                "agent-sandbox-image-registry-allowlist",
                        new SandboxImage(SandboxRules::isAllowed, "comes from a registry that is not allowed."),
                "agent-sandbox-image-tag-provenance",
                        new SandboxImage(SandboxRules::isFixed, "has a tag that moves, or none."));
    }

    /** A digest, or a tag that is neither {@code latest} nor one of {@code floatingImageTags}. */
    private static boolean isFixed(String image, ControlInputs inputs) {
        String tag = ImageTags.tag(image);
        return image.contains("@") || (tag != null && !tag.equals("latest") && !ImageTags.isFloating(image, inputs));
    }

    /** Of a registry or a repository of {@code imageRepositoryAllowList}. */
    private static boolean isAllowed(String image, ControlInputs inputs) {
        String name = withRegistry(image);
        return inputs.list("imageRepositoryAllowList").stream().anyMatch(entry -> isOf(name, entry));
    }

    private static boolean isOf(String image, String entry) {
        if (entry.endsWith("/")) {
            return image.startsWith(entry);
        }
        return image.equals(entry)
                || image.startsWith(entry + "/")
                || (entry.contains("/") && (image.startsWith(entry + ":") || image.startsWith(entry + "@")));
    }

    private static String withRegistry(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean isRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
        return isRegistry ? image : "docker.io/" + image;
    }
}
