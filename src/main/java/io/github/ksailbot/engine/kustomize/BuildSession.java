package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.DefaultFieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecConflict;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.load.LoadPlace;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final BuildFindings findings = new BuildFindings();
    private final Map<LoadPlace, Base> bases = new HashMap<>();
    private final List<Set<LoadPlace>> entering = new ArrayList<>();
    private MergeKeys mergeKeys = MergeKeys.kubernetes();
    private boolean hasSchema;
    private BuildMetadata metadata = new BuildMetadata(SourcePath.ROOT, List.of());
    private int kustomizations;
    private long bytes;
    private long touches;
    private boolean stopped;

    BuildSession(BuildLimits limits) {
        this.limits = limits;
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

    BuildFindings findings() {
        return findings;
    }

    /**
     * Does a step; one that cannot be done becomes a finding, and the build goes on without it. Over a limit no further
     * step is done: what the kustomizations above would make of half a result costs as much again at each of them.
     */
    Accumulation step(Accumulation state, Step step) {
        return step(state, 1, step);
    }

    /** @param weight how often the step touches each resource */
    Accumulation step(Accumulation state, long weight, Step step) {
        if (stopped) {
            return state.incomplete();
        }
        try {
            touches += 1 + weight * state.resources().size();
            if (touches > limits.touches()) {
                throw over("This build changes its resources more than %d times.".formatted(limits.touches()), null);
            }
            return step.apply(state);
        } catch (BuildException e) {
            findings.accept(e.finding(), state.isComplete());
            return state.incomplete();
        }
    }

    /** Counts a kustomization that is about to be read. */
    void enter(Loader loader, @Nullable Origin asker) throws BuildException {
        if (loader.depth() > limits.depth()) {
            throw over("More than %d kustomizations lead to each other here.".formatted(limits.depth()), asker);
        }
        kustomizations++;
        if (kustomizations > limits.kustomizations()) {
            throw over("This build reads more than %d kustomizations.".formatted(limits.kustomizations()), null);
        }
    }

    LoadedFile read(Loader loader, ScalarNode path) throws BuildException {
        if (bytes > limits.bytes()) {
            throw tooManyBytes();
        }
        LoadedFile content = loader.load(path);
        bytes += content.content().length;
        return content;
    }

    /** Counts a file that was read elsewhere. */
    LoadedFile read(LoadedFile file) throws BuildException {
        bytes += file.content().length;
        if (bytes > limits.bytes()) {
            throw tooManyBytes();
        }
        return file;
    }

    private BuildException tooManyBytes() {
        return over("This build reads more than %d MiB of files.".formatted(limits.bytes() >> 20), null);
    }

    private BuildException over(String message, @Nullable Origin origin) {
        stopped = true;
        return BuildException.of("kustomize/limit", message, origin)
                .withFix("The build stopped there; make it smaller.");
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
     * @throws BuildException when a resource has the id of one that is there already, or there are too many
     */
    ResourceMap append(ResourceMap resources, List<Resource> more) throws BuildException {
        if (resources.size() + more.size() > limits.resources()) {
            throw over("This build comes to more than %d resources.".formatted(limits.resources()), null);
        }
        Map<ResId, Resource> ids = new HashMap<>();
        resources.resources().forEach(resource -> ids.put(resource.id().effective(), resource));
        List<Resource> all = new ArrayList<>(resources.resources());
        for (Resource resource : more) {
            Resource first = ids.putIfAbsent(resource.id().effective(), resource);
            if (first != null) {
                throw BuildException.of(
                                "kustomize/duplicate-id",
                                "`%s` is added a second time; it was added before from `%s`."
                                        .formatted(resource.id(), first.origin().place()),
                                resource.origin())
                        .withFix("Remove one of the two, or give it another name or namespace.")
                        .about(resource, "metadata.name");
            }
            all.add(resource);
        }
        return new ResourceMap(all);
    }

    TransformerConfig merge(TransformerConfig config, TransformerConfig more, Origin origin) throws BuildException {
        if (config.equals(TransformerConfig.EMPTY) && more.equals(DefaultFieldSpecs.CONFIG)) {
            return more;
        }
        try {
            return config.plus(more);
        } catch (FieldSpecConflict e) {
            throw BuildException.of(
                    "kustomize/field-spec", "Configurations disagree: %s.".formatted(e.getMessage()), origin);
        }
    }
}
