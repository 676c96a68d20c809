package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A strategic merge patch, ready to be applied to any number of resources. Immutable; safe for several threads. */
public final class StrategicMerge {

    /**
     * What a merge comes to.
     *
     * @param root the merged resource, with every part that did not change as it was; null when the patch deletes the
     *     whole resource; the resource as it was when there are errors
     * @param findings an error when the patch cannot be merged, a warning when it does nothing
     */
    public record Result(@Nullable MappingNode root, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    private final MappingNode patch;
    private final MergeKeys keys;

    private StrategicMerge(MappingNode patch, MergeKeys keys) {
        this.patch = patch;
        this.keys = keys;
    }

    /**
     * Makes a patch ready.
     *
     * @param document the patch as it was read, with the origins of its own file
     * @param keys of the built-in kinds, and of those that the kustomization adds
     * @param work takes what the copy of the patch costs
     */
    public static StrategicMerge of(MappingNode document, MergeKeys keys, Work work) {
        return new StrategicMerge((MappingNode) Authorship.by(Writer.PATCH, document, work), keys);
    }

    /**
     * Merges the patch into a resource, {@code apiVersion}, {@code kind} and {@code metadata} as everything else: what
     * of them may change is for the caller to say.
     *
     * @param resource its kind decides which lists are merged
     * @param work takes what the walk through both costs
     */
    public Result apply(MappingNode resource, Work work) {
        Node apiVersion = resource.get("apiVersion");
        MappingNode merged = apiVersion == null ? patch : patch.with("apiVersion", apiVersion);
        try {
            Draft draft = Draft.of(resource);
            Draft result = new MergeWalk(keys, work).walk(draft, Draft.of(merged), null, FieldTrail.ROOT);
            if (result == null || Draft.isMissingOrNull(draft) || Draft.isEmptyMapping(draft)) {
                return new Result(null, List.of());
            }
            // What takes the place of the resource as a whole is lost in kustomize, which looks at the old one only.
            return new Result((MappingNode) draft.freeze(), result == draft ? List.of() : List.of(ignored()));
        } catch (MergeException e) {
            return new Result(
                    resource,
                    List.of(Finding.error(e.rule(), e.text(), e.origin()).atField(e.field())));
        }
    }

    private Finding ignored() {
        MappingNode.Entry directive = patch.entry(Directive.KEY);
        return Finding.warning(
                        "kustomize/patch-no-effect",
                        "`$patch: replace` at the top of a patch has no effect in kustomize: the resource stays as it is.",
                        directive == null ? patch.origin() : directive.key().origin())
                .withFix("Put the directive into the mapping that is to be replaced.");
    }
}
