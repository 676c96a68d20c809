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
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A strategic merge patch, for the resource of its own id or for those that a selector finds. */
final class StrategicPatch implements Patch {
    private final ResId id;
    private final Origin origin;
    private final StrategicMerge merge;
    private final UnquotedKeys unquoted;
    private final IdentityGuard guard;
    private final @Nullable Selector target;

    private StrategicPatch(
            MappingNode document,
            MappingNode merged,
            UnquotedKeys unquoted,
            IdentityGuard guard,
            @Nullable Selector target,
            MergeKeys keys) {
        this.id = Resource.of(document).id();
        this.origin = nameOf(document).origin();
        this.merge = StrategicMerge.of(merged, keys);
        this.unquoted = unquoted;
        this.guard = guard;
        this.target = target;
    }

    /** For the one resource that has, or had, the patch's own id. */
    static StrategicPatch forItsId(MappingNode document, UnquotedKeys unquoted, IdentityGuard guard, MergeKeys keys) {
        return new StrategicPatch(document, document, unquoted, guard, null, keys);
    }

    /** The same for {@code patchesStrategicMerge}, where kustomize copies the patch's labels and annotations first. */
    static StrategicPatch legacy(MappingNode document, UnquotedKeys unquoted, MergeKeys keys) {
        return new StrategicPatch(document, stringified(document), unquoted, IdentityGuard.STRICT, null, keys);
    }

    static StrategicPatch forTarget(
            MappingNode document, UnquotedKeys unquoted, IdentityGuard guard, Selector target, MergeKeys keys) {
        return new StrategicPatch(document, stringified(document), unquoted, guard, target, keys);
    }

    /** What people mistype most often in a patch that matches nothing; the document where it has no name. */
    private static Node nameOf(MappingNode document) {
        MappingNode metadata = document.mapping("metadata");
        Node name = metadata == null ? null : metadata.get("name");
        return name == null ? document : name;
    }

    private static MappingNode stringified(MappingNode document) {
        return MetadataTexts.stringify(MetadataTexts.stringify(document, "labels", false), "annotations", false);
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Consumer<Finding> findings) throws BuildException {
        Selector selector = target;
        List<Resource> selected = selector == null ? List.of(own(resources)) : selector.select(resources);
        if (selected.isEmpty()) {
            findings.accept(idle(selector == null ? origin : selector.origin()));
            return resources;
        }
        List<Resource> patched = new ArrayList<>(resources.size());
        int next = 0;
        for (Resource resource : resources.resources()) {
            boolean concerned = next < selected.size() && resource == selected.get(next);
            Resource result = concerned ? patched(resource, findings) : resource;
            next += concerned ? 1 : 0;
            if (result != null) {
                patched.add(result);
            }
        }
        if (guard.allowsChange() && selector != null) {
            refuseCollision(patched);
        }
        return new ResourceMap(patched);
    }

    private Resource own(ResourceMap resources) throws BuildException {
        List<Resource> matches = resources.withAnyId(id);
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.isEmpty()) {
            throw BuildException.of(
                            "kustomize/patch-without-target",
                            "No resource of this kustomization matches the patch: there is no " + words(id) + "."
                                    + near(resources),
                            origin)
                    .withFix("Correct apiVersion, kind, name or namespace of the patch, or give it a `target`.");
        }
        throw BuildException.of(
                        "kustomize/patch-ambiguous-target",
                        "The patch matches " + matches.size() + " resources, but has to match one: "
                                + matches.stream()
                                        .limit(5)
                                        .map(match -> "`" + match.resourceId() + "`")
                                        .collect(Collectors.joining(", "))
                                + ".",
                        origin)
                .withFix("Give the patch a `target` that selects one of them, or all.");
    }

    private String near(ResourceMap resources) {
        return resources.resources().stream()
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

    private @Nullable Resource patched(Resource resource, Consumer<Finding> findings) throws BuildException {
        StrategicMerge.Result result = merge.apply(resource.root());
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
            unquoted.refuseIn(root);
        } catch (BuildException e) {
            throw e.about(resource, e.finding().field());
        }
        Resource remembering = guard.allowsChange() ? resource.rememberId() : resource;
        return remembering.withRoot(guard.keep(resource.root(), root));
    }

    private void refuseCollision(List<Resource> resources) throws BuildException {
        Set<ResId> ids = new HashSet<>();
        for (Resource resource : resources) {
            if (!ids.add(resource.id().effective())) {
                throw BuildException.of(
                        "kustomize/patch-id-collision",
                        "With this patch there are two resources " + words(resource.id()) + ".",
                        origin);
            }
        }
    }

    static Finding idle(Origin origin) {
        return Finding.warning("kustomize/patch-no-effect", "The target of this patch selects no resource.", origin)
                .withSeverity(Severity.NOTICE)
                .withFix("Correct the target, or remove the patch.");
    }
}
