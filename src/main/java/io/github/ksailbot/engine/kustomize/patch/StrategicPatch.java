package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.merge.StrategicMerge;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A strategic merge patch, for the resource of its own id or for those that a selector finds. */
final class StrategicPatch implements Patch {
    private static final String DIRECTIVE = "$patch";

    private final ResId id;
    private final Origin origin;
    private final StrategicMerge merge;
    private final DoubtfulKeys doubtfulKeys;
    private final IdentityGuard guard;
    private final @Nullable Selector target;
    private final boolean dropsAnnotations;

    private StrategicPatch(
            MappingNode document,
            MappingNode merged,
            DoubtfulKeys doubtfulKeys,
            IdentityGuard guard,
            @Nullable Selector target,
            MergeKeys keys,
            Work work) {
        this.id = Resource.of(document).id();
        this.origin = nameOf(document).origin();
        this.merge = StrategicMerge.of(merged, keys, work);
        this.doubtfulKeys = doubtfulKeys;
        this.guard = guard;
        this.target = target;
        this.dropsAnnotations = dropsAnnotations(merged);
    }

    /** Whether no annotation stays, those among which kustomize keeps what it remembers of the resource included. */
    private static boolean dropsAnnotations(MappingNode patch) {
        MappingNode metadata = patch.mapping("metadata");
        return metadata != null
                && (isReplaced(metadata)
                        || isReplaced(metadata.mapping("annotations"))
                        || (metadata.get("annotations") instanceof ScalarNode annotations && annotations.isNull()));
    }

    private static boolean isReplaced(@Nullable MappingNode mapping) {
        return mapping != null
                && (mapping.text(DIRECTIVE).equals("replace")
                        || mapping.text(DIRECTIVE).equals("delete"));
    }

    /** For the one resource that has, or had, the patch's own id. */
    static StrategicPatch forItsId(
            MappingNode document, DoubtfulKeys doubtfulKeys, IdentityGuard guard, MergeKeys keys, Work work) {
        // what the options allow is noted among the patch's annotations, which makes texts of them
        MappingNode merged =
                guard.allowsChange() ? MetadataTexts.stringify(document, "annotations", false, work) : document;
        return new StrategicPatch(document, merged, doubtfulKeys, guard, null, keys, work);
    }

    /** The same for {@code patchesStrategicMerge}, where kustomize copies the patch's labels and annotations first. */
    static StrategicPatch legacy(MappingNode document, DoubtfulKeys doubtfulKeys, MergeKeys keys, Work work) {
        return new StrategicPatch(
                document, stringified(document, work), doubtfulKeys, IdentityGuard.STRICT, null, keys, work);
    }

    static StrategicPatch forTarget(
            MappingNode document,
            DoubtfulKeys doubtfulKeys,
            IdentityGuard guard,
            Selector target,
            MergeKeys keys,
            Work work) {
        return new StrategicPatch(document, stringified(document, work), doubtfulKeys, guard, target, keys, work);
    }

    /** What people mistype most often in a patch that matches nothing; the document where it has no name. */
    private static Node nameOf(MappingNode document) {
        MappingNode metadata = document.mapping("metadata");
        Node name = metadata == null ? null : metadata.get("name");
        return name == null ? document : name;
    }

    private static MappingNode stringified(MappingNode document, Work work) {
        MappingNode labelled = MetadataTexts.stringify(document, "labels", false, work);
        return MetadataTexts.stringify(labelled, "annotations", false, work);
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Consumer<Finding> findings, Work work) throws BuildException {
        Selector selector = target;
        List<Integer> selected = selector == null ? List.of(own(resources, work)) : selector.select(resources, work);
        if (selected.isEmpty()) {
            findings.accept(idle(selector == null ? origin : selector.origin()));
            return resources;
        }
        List<@Nullable Resource> changed = new ArrayList<>(selected.size());
        for (int place : selected) {
            changed.add(patched(resources.get(place), findings, work));
        }
        ResourceMap patched = resources.with(selected, changed, work);
        if (guard.allowsChange() && selector != null) {
            work.spend(5L * patched.size());
            refuseCollision(patched.resources());
        }
        return patched;
    }

    private int own(ResourceMap resources, Work work) throws BuildException {
        List<Integer> matches = resources.withAnyId(id, work);
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.isEmpty()) {
            throw BuildException.of(
                            "kustomize/patch-without-target",
                            "No resource of this kustomization matches the patch: there is no " + words(id) + "."
                                    + near(resources, work),
                            origin)
                    .withFix("Correct apiVersion, kind, name or namespace of the patch, or give it a `target`.");
        }
        throw BuildException.of(
                        "kustomize/patch-ambiguous-target",
                        "The patch matches " + matches.size() + " resources, but has to match one: "
                                + matches.stream()
                                        .limit(5)
                                        .map(match -> "`" + resources.get(match).resourceId() + "`")
                                        .collect(Collectors.joining(", "))
                                + ".",
                        origin)
                .withFix("Give the patch a `target` that selects one of them, or all.");
    }

    private String near(ResourceMap resources, Work work) {
        return resources.named(id.name(), work).stream()
                .map(resources::get)
                .filter(resource -> resource.name().equals(id.name())
                        && resource.kind().equals(id.gvk().kind()))
                .findFirst()
                .map(resource -> " There is a " + words(resource.id()) + ".")
                .orElse("");
    }

    private static String words(ResId id) {
        return "`" + id.gvk().kind() + "` `" + id.name() + "` of `" + id.gvk().apiVersion() + "`"
                + (id.namespace().isEmpty() ? "" : " in namespace `" + id.namespace() + "`");
    }

    private @Nullable Resource patched(Resource resource, Consumer<Finding> findings, Work work) throws BuildException {
        StrategicMerge.Result result = merge.apply(resource.root(), work);
        for (Finding finding : result.findings()) {
            if (finding.severity() == Severity.ERROR) {
                throw new BuildException(finding).about(resource, finding.field());
            }
            findings.accept(finding.about(resource.resourceId(), finding.field()));
        }
        MappingNode root = result.root();
        if (root == null) {
            return null;
        }
        try {
            doubtfulKeys.refuseIn(root, work);
        } catch (BuildException e) {
            throw e.about(resource, e.finding().field());
        }
        work.spend(10 + resource.historySize());
        Resource remembering = guard.allowsChange() ? resource.rememberId() : resource;
        if (dropsAnnotations) {
            remembering = remembering.forgotten();
        }
        return remembering.withValues(guard.keep(resource.root(), root), work);
    }

    private void refuseCollision(List<Resource> resources) throws BuildException {
        Set<ResId> ids = new HashSet<>();
        for (Resource resource : resources) {
            if (!ids.add(resource.id().effective())) {
                throw BuildException.of(
                                "kustomize/patch-id-collision",
                                "With this patch there are two resources " + words(resource.id()) + ".",
                                origin)
                        .withFix("Let the patch select one resource, or change the names differently.");
            }
        }
    }

    static Finding idle(Origin origin) {
        return Finding.warning("kustomize/patch-no-effect", "The target of this patch selects no resource.", origin)
                .withSeverity(Severity.NOTICE)
                .withFix("Correct the target, or remove the patch.");
    }
}
