package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.DefaultFieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecConflict;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.load.LoadPlace;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the kustomizations of one build share: findings, limits, and bases that were built already. */
final class BuildSession {
    /** One step of a build, on what there is so far. */
    @FunctionalInterface
    interface Step {
        Accumulation apply(Accumulation current) throws BuildException;
    }

    /** A base and every directory that was entered on the way to it, to find cycles without building it again. */
    private record Base(Accumulation accumulation, Set<LoadPlace> entered) {}

    private final BuildLimits limits;
    private final BuildFindings findings;
    private final Work work;
    private final Map<LoadPlace, Base> bases = new HashMap<>();
    private final List<Set<LoadPlace>> entering = new ArrayList<>();
    private MergeKeys mergeKeys = MergeKeys.kubernetes();
    private boolean hasSchema;
    private BuildMetadata metadata = new BuildMetadata(SourcePath.ROOT, List.of());
    private int kustomizations;
    private boolean stopped;

    BuildSession(BuildLimits limits) {
        this.limits = limits;
        this.findings = new BuildFindings(limits.findings());
        this.work = new Work(limits.steps(), limits.nodes(), limits.bytes());
    }

    /** Says what the kustomization where the build begins wants to know of it. */
    void record(BuildMetadata wanted) {
        metadata = wanted;
    }

    BuildMetadata metadata() {
        return metadata;
    }

    BuildLimits limits() {
        return limits;
    }

    /** What the build costs so far. */
    Work work() {
        return work;
    }

    BuildFindings findings() {
        return findings;
    }

    /**
     * Does a step; one that cannot be done becomes a finding, and the build goes on without it. Over a limit no further
     * step is done: what the kustomizations above would make of half a result costs as much again at each of them.
     *
     * @param field of the kustomization that asks for the step, for the finding that says what costs so much
     * @param origin of the field or its entry
     */
    Accumulation step(Accumulation state, String field, Origin origin, Step step) {
        if (stopped) {
            return state.incomplete();
        }
        work.open(field, origin);
        try {
            work.spend(1);
            return step.apply(state);
        } catch (BuildException e) {
            report(e.finding(), state.isComplete());
            return state.incomplete();
        } catch (LimitExceeded e) {
            stop(e);
            return state.incomplete();
        } finally {
            work.close();
        }
    }

    /** What the build comes to: nothing when it has stopped, for half a result says nothing. */
    List<Resource> finished(Accumulation state, Origin origin, UnaryOperator<List<Resource>> last) {
        List<Resource> resources = new ArrayList<>();
        step(state, "output", origin, current -> {
            resources.addAll(last.apply(current.resources().resources()));
            return current;
        });
        return stopped ? List.of() : resources;
    }

    private void report(Finding finding, boolean isComplete) {
        try {
            findings.accept(finding, isComplete);
        } catch (LimitExceeded e) {
            stop(e);
        }
    }

    /** Ends the build: no further step is done. */
    void stop(LimitExceeded reason) {
        stopped = true;
        findings.addLast(reason.finding());
    }

    /** Counts a kustomization that is about to be read. */
    void enter(Loader loader, @Nullable Origin asker) {
        if (loader.depth() > limits.depth()) {
            throw over("More than %d kustomizations lead to each other here.".formatted(limits.depth()), asker);
        }
        kustomizations++;
        if (kustomizations > limits.kustomizations()) {
            throw over("This build reads more than %d kustomizations.".formatted(limits.kustomizations()), asker);
        }
    }

    LoadedFile read(Loader loader, ScalarNode path) throws BuildException {
        LoadedFile content = loader.load(path);
        work.addFile(content.content().length);
        return content;
    }

    /** Counts a file that was read elsewhere. */
    LoadedFile read(LoadedFile file) {
        work.addFile(file.content().length);
        return file;
    }

    private static LimitExceeded over(String message, @Nullable Origin origin) {
        return LimitExceeded.of(message, origin, "The build stopped there; make it smaller.");
    }

    /** The files of a kustomization, as far as the build may read them. */
    FileLoader files(Loader loader) {
        return path -> read(loader, path);
    }

    /** Merge keys of the kinds that the build knows: Kubernetes' own, or those of the first {@code openapi} that it met. */
    MergeKeys mergeKeys() {
        return mergeKeys;
    }

    /** Whether a kustomization said already which schema counts; kustomize listens to the first one only. */
    boolean hasSchema() {
        return hasSchema;
    }

    /** Keeps to the schema of Kubernetes, because a kustomization names its version. */
    void useBuiltinSchema() {
        hasSchema = true;
    }

    /** Takes the schema of an {@code openapi.path} in the place of Kubernetes' own. */
    void useSchema(MappingNode openApi) {
        mergeKeys = MergeKeys.of(openApi);
        hasSchema = true;
    }

    /** The accumulation of a base: built once, however often it is used. */
    Accumulation base(Loader loader, Origin asker) throws BuildException {
        Base known = bases.get(loader.place());
        if (known == null || loader.wouldReturn(known.entered())) {
            known = build(loader, asker);
            bases.put(loader.place(), known);
        }
        for (Set<LoadPlace> above : entering) {
            above.addAll(known.entered());
        }
        return known.accumulation();
    }

    private Base build(Loader loader, Origin asker) throws BuildException {
        Set<LoadPlace> entered = new HashSet<>(Set.of(loader.place()));
        entering.add(entered);
        try {
            Target target = Target.load(this, loader, asker);
            if (target.kustomization().isComponent()) {
                throw BuildException.of(
                                "kustomize/kind",
                                "`%s` is a Component, which `resources` cannot list.".formatted(loader.root()),
                                asker)
                        .withFix("List it under `components`.");
            }
            return new Base(target.accumulate(Accumulation.EMPTY), entered);
        } finally {
            entering.remove(entering.size() - 1);
        }
    }

    /**
     * @throws BuildException when a resource has the id of one that is there already
     */
    ResourceMap append(ResourceMap resources, List<Resource> more) throws BuildException {
        if (resources.size() + more.size() > limits.resources()) {
            throw over(
                    "This build comes to more than %d resources.".formatted(limits.resources()),
                    more.get(0).origin());
        }
        ResourceMap all = resources.plus(more, work);
        for (int place = resources.size(); place < all.size(); place++) {
            work.spend(1);
            requireNew(place, all);
        }
        return all;
    }

    /** Ids that a resource had before do not count. */
    private void requireNew(int added, ResourceMap all) throws BuildException {
        Resource resource = all.get(added);
        for (int place : all.withAnyId(resource.id(), work)) {
            Resource first = all.get(place);
            work.spend(1);
            if (place < added && first.id().isSameAs(resource.id())) {
                throw BuildException.of(
                                "kustomize/duplicate-id",
                                "`%s` is added a second time; it was added before from `%s`."
                                        .formatted(resource.id(), first.origin().place()),
                                resource.origin())
                        .withFix("Remove one of the two, or give it another name or namespace.")
                        .about(resource, "metadata.name");
            }
        }
    }

    TransformerConfig merge(TransformerConfig config, TransformerConfig more, Origin origin) throws BuildException {
        if (config.equals(TransformerConfig.EMPTY) && more.equals(DefaultFieldSpecs.CONFIG)) {
            return more;
        }
        try {
            return config.plus(more, work);
        } catch (FieldSpecConflict e) {
            throw BuildException.of(
                    "kustomize/field-spec", "Configurations disagree: %s.".formatted(e.getMessage()), origin);
        }
    }
}
