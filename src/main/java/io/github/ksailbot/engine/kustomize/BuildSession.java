package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.DefaultFieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecConflict;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.load.LoadPlace;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.load.RemoteResource;
import io.github.ksailbot.engine.kustomize.memo.Claim;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.memo.Worker;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.remote.Remotes;
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
import io.github.ksailbot.engine.source.SourceTrace;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.TracingSourceTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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

    /** A kustomization that is being built from nothing: where the build begins, or a base. */
    private static final class Frame {
        final TracingSourceTree tree;
        final Set<LoadPlace> entered = new HashSet<>();
        final List<BuiltBase> inputs = new ArrayList<>();
        final Set<SourceTrace> traces = new LinkedHashSet<>();
        final Work.Cost cost;
        final int kustomizations;
        final int asked;
        List<Finding> found = List.of();
        int deepest;
        boolean dependsOnReferrers;

        /**
         * @param cost of the build until here
         * @param kustomizations that were read until here
         * @param asked what was asked of remotes until here
         */
        Frame(TracingSourceTree tree, Loader loader, Work.Cost cost, int kustomizations, int asked) {
            this.tree = tree;
            this.cost = cost;
            this.kustomizations = kustomizations;
            this.asked = asked;
            this.deepest = loader.depth();
            entered.add(loader.place());
        }
    }

    private final BuildLimits limits;
    private final SourceTree tree;
    private final TracingSourceTree outer;
    private final TracedMemo shared;
    private final Remotes remotes;

    /** Of this build alone: such as come out otherwise than in other builds. */
    private final Map<BuiltBase.Key, BuiltBase> own = new HashMap<>();

    private final Worker worker = new Worker();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Set<SourceTrace> traces = new LinkedHashSet<>();
    private final BuildFindings findings;
    private final Work work;
    private MergeKeys mergeKeys = MergeKeys.kubernetes();
    private boolean hasSchema;
    private BuildMetadata metadata = new BuildMetadata(SourcePath.ROOT, List.of());
    private int kustomizations;
    private boolean stopped;

    /**
     * @param memo of bases that are built as they are in any build
     * @param remotes that this build asks
     */
    BuildSession(BuildLimits limits, SourceTree tree, TracedMemo memo, Remotes remotes) {
        this.limits = limits;
        this.tree = tree;
        this.outer = new TracingSourceTree(tree, memo.known(tree));
        this.shared = memo;
        this.remotes = remotes;
        this.findings = new BuildFindings(limits.findings());
        this.work = limits.work();
    }

    Worker worker() {
        return worker;
    }

    /** The tree as the build sees it where it begins. */
    SourceTree tree() {
        return outer;
    }

    /** All that the build learnt from the tree so far. */
    SourceTrace trace() {
        return outer.trace(traces);
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

    /** Ends the build: no further step is done. On the way out the same limit is met again, which says nothing new. */
    void stop(LimitExceeded reason) {
        if (!stopped) {
            stopped = true;
            findings.addLast(reason.finding());
        }
    }

    /** Counts a kustomization that is about to be read. */
    void count(Loader loader, @Nullable Origin asker) {
        if (loader.depth() > limits.depth()) {
            throw over("More than %d kustomizations lead to each other here.".formatted(limits.depth()), asker);
        }
        deepen(loader.depth());
        kustomizations++;
        if (kustomizations > limits.kustomizations()) {
            throw over("This build reads more than %d kustomizations.".formatted(limits.kustomizations()), asker);
        }
    }

    /** The loader of a base or component that a kustomization lists. */
    Loader enter(Loader from, ScalarNode path) throws BuildException {
        try {
            return entered(from.enter(path));
        } catch (BuildException e) {
            throw noted(e);
        }
    }

    /** What an address that a kustomization lists leads to. */
    RemoteResource fetch(Loader from, ScalarNode path) throws BuildException {
        try {
            RemoteResource remote = from.fetch(path);
            if (remote instanceof RemoteResource.Directory directory) {
                entered(directory.loader());
            }
            return remote;
        } catch (BuildException e) {
            throw noted(e);
        }
    }

    /** A cycle may lead out of what is being built, and is there or not as the referrers are. */
    private BuildException noted(BuildException refusal) {
        if (Loader.isCycle(refusal)) {
            frames.forEach(frame -> frame.dependsOnReferrers = true);
        }
        return refusal;
    }

    private Loader entered(Loader loader) {
        frames.forEach(frame -> frame.entered.add(loader.place()));
        return loader;
    }

    private void deepen(int depth) {
        frames.forEach(frame -> frame.deepest = Math.max(frame.deepest, depth));
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

    /** The kustomization where the build begins. */
    BuiltBase start(Loader loader) throws BuildException {
        return get(loader, null);
    }

    /** The same, where its file says something else than what is in its directory. */
    BuiltBase start(Loader loader, KustomizationFiles.Content content) throws BuildException {
        return build(frame(loader), loader, null, content);
    }

    /** The accumulation of a base. */
    Accumulation base(Loader loader, Origin asker) throws BuildException {
        return get(loader, asker).accumulation();
    }

    private Frame frame(Loader loader) {
        return new Frame(
                new TracingSourceTree(tree, shared.known(tree)), loader, work.cost(), kustomizations, remotes.asked());
    }

    /** From a memo, where that is the same as to build it here and now. */
    private BuiltBase get(Loader loader, @Nullable Origin asker) throws BuildException {
        if (loader.repository() != null) {
            return build(frame(loader), loader, asker, null);
        }
        BuiltBase.Key key = new BuiltBase.Key(loader.root(), loader.confined(), limits, hasSchema, mergeKeys);
        if (!isPlain()) {
            BuiltBase built = get(own.get(key), loader, asker);
            if (built.isLasting()) {
                own.put(key, built);
            }
            return built;
        }
        try (Claim<BuiltBase> claim = shared.claim(BuiltBase.class, key, tree, worker)) {
            BuiltBase known = claim.found();
            BuiltBase built = get(known, loader, asker);
            if (built != known && built.isLasting() && isPlain()) {
                claim.keep(built);
            }
            return built;
        }
    }

    private BuiltBase get(@Nullable BuiltBase known, Loader loader, @Nullable Origin asker) throws BuildException {
        if (known != null && fits(known, loader, asker == null)) {
            use(known, loader);
            return known;
        }
        Frame frame = frame(loader);
        BuiltBase built = build(frame, loader, asker, null);
        if (built.isLasting()) {
            madeOf(built);
        }
        return built;
    }

    /** Whether what is built now is what it would be in any other build. */
    private boolean isPlain() {
        return mergeKeys == MergeKeys.kubernetes() && metadata.isEmpty();
    }

    private boolean fits(BuiltBase known, Loader loader, boolean isStart) {
        BuiltBase.Course course = known.course();
        return (isStart ? !known.wantsMetadata() : !known.isComponent())
                && !stopped
                && loader.depth() + course.height() <= limits.depth()
                && kustomizations + course.kustomizations() <= limits.kustomizations()
                && work.allows(course.cost())
                && findings.allow(course.findings())
                && !loader.wouldReturn(course.entered());
    }

    private void use(BuiltBase known, Loader loader) {
        BuiltBase.Course course = known.course();
        work.repeat(course.cost());
        kustomizations += course.kustomizations();
        hasSchema = course.hasSchema();
        mergeKeys = course.mergeKeys();
        course.findings().forEach(findings);
        deepen(loader.depth() + course.height());
        frames.forEach(frame -> frame.entered.addAll(course.entered()));
        traces().add(known.trace());
        madeOf(known);
    }

    private void madeOf(BuiltBase base) {
        Frame above = frames.peek();
        if (above != null) {
            above.inputs.add(base);
        }
    }

    private BuiltBase build(
            Frame frame, Loader loader, @Nullable Origin asker, KustomizationFiles.@Nullable Content content)
            throws BuildException {
        Kustomization kustomization;
        Accumulation accumulation;
        SourceTrace trace;
        frames.push(frame);
        findings.beginRecord();
        try {
            Loader traced = loader.repository() == null ? loader.over(frame.tree) : loader;
            Target target = content == null ? Target.load(this, traced, asker) : Target.given(this, traced, content);
            kustomization = target.kustomization();
            if (asker == null) {
                metadata = new BuildMetadata(loader.root(), kustomization.buildMetadata());
            } else if (kustomization.isComponent()) {
                throw BuildException.of(
                                "kustomize/kind",
                                "`%s` is a Component, which `resources` cannot list.".formatted(loader.root()),
                                asker)
                        .withFix("List it under `components`.");
            }
            accumulation = target.accumulate(Accumulation.EMPTY);
        } finally {
            trace = leave(frame);
        }
        BuiltBase.Course course = new BuiltBase.Course(
                frame.found,
                work.cost().minus(frame.cost),
                kustomizations - frame.kustomizations,
                frame.deepest - loader.depth(),
                frame.entered,
                hasSchema,
                mergeKeys);
        boolean isLasting = !stopped && !frame.dependsOnReferrers && frame.asked == remotes.asked();
        return new BuiltBase(kustomization, accumulation, course, trace, isLasting, frame.inputs);
    }

    /** What was read belongs to the build however the kustomization ended. */
    private SourceTrace leave(Frame frame) {
        frames.pop();
        frame.found = findings.endRecord();
        SourceTrace trace = frame.tree.trace(frame.traces);
        traces().add(trace);
        return trace;
    }

    private Set<SourceTrace> traces() {
        Frame frame = frames.peek();
        return frame == null ? traces : frame.traces;
    }

    /**
     * @param asker the entry that adds them
     * @throws BuildException when a resource has the id of one that is there already
     */
    ResourceMap append(ResourceMap resources, List<Resource> more, Origin asker) throws BuildException {
        if (resources.size() + more.size() > limits.resources()) {
            throw over(
                    "This build comes to more than %d resources.".formatted(limits.resources()),
                    more.get(0).origin());
        }
        ResourceMap all = resources.plus(more, work);
        for (int place = resources.size(); place < all.size(); place++) {
            work.spend(1);
            requireNew(place, all, asker);
        }
        return all;
    }

    /** Ids that a resource had before do not count. */
    private void requireNew(int added, ResourceMap all, Origin asker) throws BuildException {
        Resource resource = all.get(added);
        for (int place : all.withAnyId(resource.id(), work)) {
            Resource first = all.get(place);
            work.spend(1);
            if (place < added && first.id().isSameAs(resource.id())) {
                throw duplicate(resource, first, asker);
            }
        }
    }

    /** Of two files the second is wrong; of one file that comes in on two ways, the entry that leads to it again. */
    private static BuildException duplicate(Resource resource, Resource first, Origin asker) {
        boolean isSame = first.origin().place().equals(resource.origin().place());
        BuildException refusal = isSame
                ? BuildException.of(
                                "kustomize/duplicate-id",
                                "`%s` of `%s` is added a second time: two entries on the way here lead to it."
                                        .formatted(
                                                resource.id(), resource.origin().place()),
                                asker)
                        .withFix("Include it once only, or give it another name or namespace on one of the ways.")
                : BuildException.of(
                                "kustomize/duplicate-id",
                                "`%s` is added a second time; it was added before from `%s`."
                                        .formatted(resource.id(), first.origin().place()),
                                resource.origin())
                        .withFix("Remove one of the two, or give it another name or namespace.");
        return refusal.about(resource, "metadata.name");
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
