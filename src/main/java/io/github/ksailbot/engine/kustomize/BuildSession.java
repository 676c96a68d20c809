package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.remote.Remotes;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the kustomizations of one build share: limits, work, findings, and the schema that strategic merges go by. */
final class BuildSession {
    /** One step of a build, on what there is so far. */
    @FunctionalInterface
    interface Step {
        Accumulation apply(Accumulation current) throws BuildException;
    }

    private final BuildLimits limits;
    private final ChartTools charts;
    private final ChartKey chartKey;
    private final BaseBuilder bases;
    private final Accumulator accumulator;
    private final BuildFindings findings;
    private final Work work;
    private MergeKeys mergeKeys = MergeKeys.kubernetes();
    private boolean hasSchema;
    private BuildMetadata metadata = new BuildMetadata(SourcePath.ROOT, List.of());
    private boolean stopped;

    /**
     * @param memo of bases that are built as they are in any build
     * @param remotes that this build asks
     * @param charts what Helm charts are rendered with
     * @param chartKey of those
     */
    BuildSession(
            BuildLimits limits,
            SourceTree tree,
            TracedMemo memo,
            Remotes remotes,
            ChartTools charts,
            ChartKey chartKey) {
        this.charts = charts;
        this.chartKey = chartKey;
        this.limits = limits;
        this.findings = new BuildFindings(limits.findings());
        this.work = limits.work();
        this.accumulator = new Accumulator(limits.resources(), work);
        this.bases = new BaseBuilder(this, tree, memo, remotes);
    }

    /** What Helm charts are rendered with. */
    ChartTools charts() {
        return charts;
    }

    /** Those, as a part of what bases are kept under. */
    ChartKey chartKey() {
        return chartKey;
    }

    /** Where kustomizations come from. */
    BaseBuilder bases() {
        return bases;
    }

    /** Where their resources and configurations come together. */
    Accumulator accumulator() {
        return accumulator;
    }

    /** {@code buildMetadata} of the kustomization where the build begins. */
    BuildMetadata metadata() {
        return metadata;
    }

    void beginAt(Loader loader, Kustomization start) {
        metadata = new BuildMetadata(loader.root(), start.buildMetadata());
    }

    /** Whether the build ended at a limit. */
    boolean isStopped() {
        return stopped;
    }

    /** Whether what is built now is what it would be in any other build. */
    boolean isPlain() {
        return mergeKeys == MergeKeys.kubernetes() && metadata.isEmpty();
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

    /** Ends the build: no further step is done. On the way out the same limit is met again, which says nothing new. */
    void stop(LimitExceeded reason) {
        if (!stopped) {
            stopped = true;
            findings.addLast(reason.finding());
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

    /** Goes on with the schema that a base of another build ended with. */
    void useSchemaOf(BuiltBase.Course course) {
        hasSchema = course.hasSchema();
        mergeKeys = course.mergeKeys();
    }

    /** Takes the schema of an {@code openapi.path} in the place of Kubernetes' own. */
    void useSchema(MappingNode openApi) {
        mergeKeys = MergeKeys.of(openApi);
        hasSchema = true;
    }
}
