package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.load.RemoteResource;
import io.github.ksailbot.engine.kustomize.memo.Claim;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.memo.Worker;
import io.github.ksailbot.engine.kustomize.remote.Remotes;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the kustomizations of one build, each once: a base that comes in on several ways, or was built for another commit from
 * the same files, is taken from a memo, and counts as if it had been built here.
 */
final class BaseBuilder {
    private final BuildSession session;
    private final SourceTree tree;
    private final TracingSourceTree outer;
    private final TracedMemo shared;
    private final Remotes remotes;

    /** Of this build alone: such as come out otherwise than in other builds. */
    private final Map<BuiltBase.Key, BuiltBase> own = new HashMap<>();

    private final Worker worker = new Worker();
    private final Deque<BaseFrame> frames = new ArrayDeque<>();
    private final Set<SourceTrace> traces = new LinkedHashSet<>();
    private int kustomizations;

    /**
     * @param memo of bases that are built as they are in any build
     * @param remotes that this build asks
     */
    BaseBuilder(BuildSession session, SourceTree tree, TracedMemo memo, Remotes remotes) {
        this.session = session;
        this.tree = tree;
        this.outer = new TracingSourceTree(tree, memo.known(tree));
        this.shared = memo;
        this.remotes = remotes;
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

    /** Counts a kustomization that is about to be read. */
    void count(Loader loader, @Nullable Origin asker) {
        if (loader.depth() > session.limits().depth()) {
            throw over(
                    "More than %d kustomizations lead to each other here."
                            .formatted(session.limits().depth()),
                    asker);
        }
        deepen(loader.depth());
        kustomizations++;
        if (kustomizations > session.limits().kustomizations()) {
            throw over(
                    "This build reads more than %d kustomizations."
                            .formatted(session.limits().kustomizations()),
                    asker);
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

    private BaseFrame frame(Loader loader) {
        return new BaseFrame(
                new TracingSourceTree(tree, shared.known(tree)),
                loader,
                session.work().cost(),
                kustomizations,
                remotes.asked());
    }

    /** From a memo, where that is the same as to build it here and now. */
    private BuiltBase get(Loader loader, @Nullable Origin asker) throws BuildException {
        if (loader.repository() != null) {
            return build(frame(loader), loader, asker, null);
        }
        BuiltBase.Key key = new BuiltBase.Key(
                loader.root(),
                loader.confined(),
                session.limits(),
                session.hasSchema(),
                session.mergeKeys(),
                session.chartKey());
        if (!session.isPlain()) {
            BuiltBase built = get(own.get(key), loader, asker);
            if (built.isLasting()) {
                own.put(key, built);
            }
            return built;
        }
        try (Claim<BuiltBase> claim = shared.claim(BuiltBase.class, key, tree, worker)) {
            BuiltBase known = claim.found();
            BuiltBase built = get(known, loader, asker);
            if (built != known && built.isLasting() && session.isPlain()) {
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
        BaseFrame frame = frame(loader);
        BuiltBase built = build(frame, loader, asker, null);
        if (built.isLasting()) {
            madeOf(built);
        }
        return built;
    }

    private boolean fits(BuiltBase known, Loader loader, boolean isStart) {
        BuiltBase.Course course = known.course();
        return (isStart ? !known.wantsMetadata() : !known.isComponent())
                && !session.isStopped()
                && loader.depth() + course.height() <= session.limits().depth()
                && kustomizations + course.kustomizations() <= session.limits().kustomizations()
                && session.work().allows(course.cost())
                && session.findings().allow(course.findings())
                && !loader.wouldReturn(course.entered());
    }

    private void use(BuiltBase known, Loader loader) {
        BuiltBase.Course course = known.course();
        session.work().repeat(course.cost());
        kustomizations += course.kustomizations();
        session.useSchemaOf(course);
        course.findings().forEach(session.findings());
        deepen(loader.depth() + course.height());
        frames.forEach(frame -> frame.entered.addAll(course.entered()));
        traces().add(known.trace());
        madeOf(known);
    }

    private void madeOf(BuiltBase base) {
        BaseFrame above = frames.peek();
        if (above != null) {
            above.inputs.add(base);
        }
    }

    private BuiltBase build(
            BaseFrame frame, Loader loader, @Nullable Origin asker, KustomizationFiles.@Nullable Content content)
            throws BuildException {
        Kustomization kustomization;
        Accumulation accumulation;
        SourceTrace trace;
        frames.push(frame);
        session.findings().beginRecord();
        try {
            Loader traced = loader.repository() == null ? loader.over(frame.tree) : loader;
            Target target =
                    content == null ? Target.load(session, traced, asker) : Target.given(session, traced, content);
            kustomization = target.kustomization();
            if (asker == null) {
                session.beginAt(loader, kustomization);
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
                session.work().cost().minus(frame.cost),
                kustomizations - frame.kustomizations,
                frame.deepest - loader.depth(),
                frame.entered,
                session.hasSchema(),
                session.mergeKeys());
        boolean isLasting = !session.isStopped() && !frame.dependsOnReferrers && frame.asked == remotes.asked();
        return new BuiltBase(kustomization, accumulation, course, trace, isLasting, frame.inputs);
    }

    /** What was read belongs to the build however the kustomization ended. */
    private SourceTrace leave(BaseFrame frame) {
        frames.pop();
        frame.found = session.findings().endRecord();
        SourceTrace trace = frame.tree.trace(frame.traces);
        traces().add(trace);
        return trace;
    }

    private Set<SourceTrace> traces() {
        BaseFrame frame = frames.peek();
        return frame == null ? traces : frame.traces;
    }

    private static LimitExceeded over(String message, @Nullable Origin origin) {
        return LimitExceeded.of(message, origin, "The build stopped there; make it smaller.");
    }
}
