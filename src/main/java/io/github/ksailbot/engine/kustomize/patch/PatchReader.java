package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.remote.RemoteFile;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes patches of what a kustomization says. What is wrong with one is reported, and the others are made. */
public final class PatchReader {
    private static final String INVALID = OperationReader.INVALID;

    private final FileLoader files;
    private final MergeKeys keys;
    private final Consumer<Finding> findings;
    private final Work work;

    /**
     * @param files for patches with a path
     * @param keys of the kinds that the kustomization knows
     * @param findings takes what is wrong with the patches
     * @param work takes what reading them costs
     */
    public PatchReader(FileLoader files, MergeKeys keys, Consumer<Finding> findings, Work work) {
        this.files = files;
        this.keys = keys;
        this.findings = findings;
        this.work = work;
    }

    /** One entry of {@code patches}, or the configuration of a PatchTransformer: what it means, in order. */
    public List<Patch> patch(TypedMapping entry) {
        try {
            return readPatch(entry);
        } catch (BuildException e) {
            findings.accept(e.finding());
            return List.of();
        }
    }

    /**
     * One entry of {@code patchesStrategicMerge}, or a path of a PatchStrategicMergeTransformer.
     *
     * @param pathOrPatch the patch itself, or if it cannot be one the path of its file
     */
    public List<Patch> strategicMerge(ScalarNode pathOrPatch) {
        try {
            PatchText inline = PatchText.inline(pathOrPatch, work);
            return legacy(isPath(pathOrPatch.text()) ? PatchText.file(pathOrPatch, files, work) : inline);
        } catch (BuildException e) {
            findings.accept(e.finding());
            return List.of();
        }
    }

    /** A patch has a colon behind a key, or several lines; the colon of an address is not such a one. */
    private static boolean isPath(String text) {
        return text.indexOf('\n') < 0
                && (text.indexOf(':') < 0 || RemoteFile.parse(text).isPresent());
    }

    /** The {@code patches} text of a PatchStrategicMergeTransformer. */
    public List<Patch> strategicMergeText(ScalarNode patches) {
        try {
            return legacy(PatchText.inline(patches, work));
        } catch (BuildException e) {
            findings.accept(e.finding());
            return List.of();
        }
    }

    /**
     * One entry of {@code patchesJson6902}, or the configuration of a PatchJson6902Transformer.
     *
     * @param inlineKey what the inline patch is called: {@code patch} or {@code jsonOp}
     */
    public List<Patch> json6902(TypedMapping entry, String inlineKey) {
        try {
            return List.of(readJson6902(entry, inlineKey));
        } catch (BuildException e) {
            findings.accept(e.finding());
            return List.of();
        }
    }

    private List<Patch> readPatch(TypedMapping entry) throws BuildException {
        PatchText text = text(entry, "patch", PatchText::trimmed);
        TypedMapping writtenTarget = entry.mapping("target");
        Map<String, Boolean> options = entry.flagMap("options");
        entry.finish();
        Selector target = writtenTarget == null ? null : Selector.read(writtenTarget, work);
        if (text.isEmpty()) {
            if (target == null) {
                throw empty(text.origin());
            }
            // kustomize takes an empty file with a target for a JSON patch without operations.
            return List.of();
        }
        List<Node> documents = text.resources(finding -> {}, finding -> {});
        Node first = documents.isEmpty() ? null : documents.get(0);
        if (first instanceof SequenceNode) {
            return List.of(new Json6902Patch(operations(text), required(target, text.origin()), true));
        }
        List<Finding> doubtful = new ArrayList<>();
        List<MappingNode> patches = PatchDocuments.resources(text.resources(findings, doubtful::add));
        DoubtfulKeys doubtfulKeys = doubtfulKeys(doubtful, patches);
        if (patches.isEmpty()) {
            throw empty(text.origin());
        }
        if (target != null && patches.size() > 1) {
            throw BuildException.of(
                            INVALID,
                            "A patch with a target can have one document only; this one has " + patches.size() + ".",
                            patches.get(1).origin())
                    .withFix("Remove the target, or make an entry of `patches` of each document.");
        }
        IdentityGuard guard = new IdentityGuard(
                options.getOrDefault("allowNameChange", false), options.getOrDefault("allowKindChange", false));
        if (target != null) {
            return List.of(StrategicPatch.forTarget(patches.get(0), doubtfulKeys, guard, target, keys, work));
        }
        List<Patch> strategic = new ArrayList<>(patches.size());
        for (int i = 0; i < patches.size(); i++) {
            Patch patch = StrategicPatch.forItsId(patches.get(i), doubtfulKeys, guard, keys, work);
            boolean isLast = i == patches.size() - 1;
            strategic.add(
                    isLast ? patch : new FollowedPatch(patch, patches.get(i + 1).origin()));
        }
        return strategic;
    }

    private DoubtfulKeys doubtfulKeys(List<Finding> found, List<MappingNode> patches) throws BuildException {
        DoubtfulKeys doubtfulKeys = DoubtfulKeys.of(found, patches, work);
        found.stream()
                .filter(DoubtfulKeys::isDuplicate)
                .forEach(finding -> findings.accept(finding.withSeverity(Severity.WARNING)
                        .withMessage("This key is in its mapping already; kustomize takes the first one of"
                                + " a patch, and drops this one.")));
        return doubtfulKeys;
    }

    private List<Patch> legacy(PatchText text) throws BuildException {
        List<Finding> doubtful = new ArrayList<>();
        List<MappingNode> patches = PatchDocuments.resources(text.resources(findings, doubtful::add));
        DoubtfulKeys doubtfulKeys = doubtfulKeys(doubtful, patches);
        if (patches.isEmpty()) {
            throw empty(text.origin());
        }
        List<Patch> strategic = new ArrayList<>(patches.size());
        patches.forEach(patch -> strategic.add(StrategicPatch.legacy(patch, doubtfulKeys, keys, work)));
        return strategic;
    }

    private Patch readJson6902(TypedMapping entry, String inlineKey) throws BuildException {
        PatchText text = text(entry, inlineKey, PatchText::inline);
        TypedMapping target = entry.mapping("target");
        entry.finish();
        if (target == null || target.text("name").isEmpty()) {
            throw BuildException.of(
                            INVALID, "A patch of `patchesJson6902` needs a `target` with a `name`.", entry.origin())
                    .withFix("Name one resource; the field `patches` takes a target for many.");
        }
        Selector selector = Selector.read(target, work);
        if (text.isEmpty()) {
            throw empty(text.origin());
        }
        return new Json6902Patch(operations(text), selector, false);
    }

    private JsonPatch operations(PatchText text) throws BuildException {
        List<Node> documents = text.operations(findings);
        Node first = documents.isEmpty() ? null : documents.get(0);
        if (!(first instanceof SequenceNode operations) || operations.size() == 0) {
            if (first instanceof MappingNode mapping) {
                throw BuildException.of(
                                INVALID,
                                "A JSON patch is a list of operations, but this is a mapping.",
                                mapping.origin())
                        .withFix("Begin each operation with `- op:`.");
            }
            throw empty(text.origin());
        }
        if (documents.size() > 1) {
            findings.accept(Finding.warning(
                    "kustomize/patch-document-ignored",
                    "kustomize reads the first document of a JSON patch only; this one has no effect.",
                    documents.get(1).origin()));
        }
        return JsonPatch.of(operations, work);
    }

    private PatchText text(TypedMapping entry, String inlineKey, BiFunction<ScalarNode, Work, PatchText> reading)
            throws BuildException {
        ScalarNode inline = given(entry.string(inlineKey));
        ScalarNode path = given(entry.string("path"));
        if (inline != null && path != null) {
            throw BuildException.of(
                            INVALID, "A patch has both `" + inlineKey + "` and `path`; it can have one.", path.origin())
                    .withFix("Remove one of the two, or make two entries of them.");
        }
        if (path != null) {
            return PatchText.file(path, files, work);
        }
        if (inline != null) {
            return reading.apply(inline, work);
        }
        throw BuildException.of(
                        INVALID, "A patch has neither `" + inlineKey + "` nor `path`; it needs one.", entry.origin())
                .withFix("Write the patch under `" + inlineKey + "`, or name its file by `path`.");
    }

    private static @Nullable ScalarNode given(@Nullable ScalarNode scalar) {
        return scalar == null || scalar.text().isBlank() ? null : scalar;
    }

    private static Selector required(@Nullable Selector target, Origin origin) throws BuildException {
        if (target == null) {
            throw BuildException.of(
                            INVALID, "A JSON patch needs a `target` that says which resources it is for.", origin)
                    .withFix("Add a `target` with a kind and a name beside the patch.");
        }
        return target;
    }

    private static BuildException empty(Origin origin) {
        return BuildException.of(INVALID, "The patch is empty.", origin)
                .withFix("Remove it, or write what it changes.");
    }
}
