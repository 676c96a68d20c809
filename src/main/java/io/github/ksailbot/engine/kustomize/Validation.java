package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.MappingNode;

/** What {@code validators} may do to resources: nothing but to say that they have seen them. */
final class Validation {
    /** The label that kustomize lets a validator set. */
    private static final String VALIDATED_BY = "validated-by";

    private Validation() {}

    /**
     * @param validator that was applied
     * @throws BuildException when it has changed more than that label
     */
    static void requireUnchanged(ResourceMap before, ResourceMap after, Origin validator, Work work)
            throws BuildException {
        boolean unchanged = before.size() == after.size();
        for (int i = 0; unchanged && i < before.size(); i++) {
            unchanged = isUnchanged(before.get(i).root(), after.get(i), work);
        }
        if (!unchanged) {
            throw BuildException.of(
                            "kustomize/validator",
                            "A validator may not change resources; it may set the label `%s` only."
                                    .formatted(VALIDATED_BY),
                            validator)
                    .withFix("List it under `transformers` if it is meant to change them.");
        }
    }

    @SuppressWarnings("ReferenceEquality") // a resource that was not touched is the same object
    private static boolean isUnchanged(MappingNode before, Resource after, Work work) {
        if (before == after.root()) {
            return true;
        }
        String was = CanonicalJson.of(before);
        String is = CanonicalJson.of(withoutMark(after.root()));
        work.write(was.length() + is.length());
        return was.equals(is);
    }

    private static MappingNode withoutMark(MappingNode root) {
        MappingNode metadata = root.mapping("metadata");
        MappingNode labels = metadata == null ? null : metadata.mapping("labels");
        if (metadata == null || labels == null || !labels.has(VALIDATED_BY)) {
            return root;
        }
        MappingNode left = labels.without(VALIDATED_BY);
        return root.with("metadata", left.isEmpty() ? metadata.without("labels") : metadata.with("labels", left));
    }
}
