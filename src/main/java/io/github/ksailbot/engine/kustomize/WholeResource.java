package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import java.util.function.Consumer;

/** What each resource must still have when nothing more is done with it: a patch may take it away on the way. */
final class WholeResource {
    private WholeResource() {}

    static void check(Resource resource, Consumer<Finding> findings) {
        if (resource.kind().isEmpty()) {
            refuse(resource, "kind", findings);
        } else if (resource.name().isEmpty() && !resource.kind().endsWith("List")) {
            refuse(resource, "metadata.name", findings);
        }
    }

    private static void refuse(Resource resource, String field, Consumer<Finding> findings) {
        findings.accept(Finding.error(
                        "kustomize/not-a-resource",
                        "`%s` has no `%s` when everything is done with it.".formatted(resource.originalId(), field),
                        resource.origin())
                .withFix("Look for the patch, replacement or transformer that takes it away.")
                .about(resource.resourceId(), field));
    }
}
