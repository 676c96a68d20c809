package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.load.LoadPlace;
import io.github.ksailbot.engine.kustomize.load.SortOptions;
import io.github.ksailbot.engine.kustomize.memo.Traced;
import io.github.ksailbot.engine.kustomize.memo.Weights;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kustomization that was built from nothing, with all that the use of it does to a build. Immutable. */
final class BuiltBase implements Traced {
    /**
     * Which bases are the same, as long as their files are.
     *
     * @param directory where it really is
     * @param confined whether files are read from the kustomization's own directory only
     * @param hasSchema whether a kustomization before it said which schema counts
     * @param mergeKeys of that schema
     * @param charts what rendered its charts
     */
    record Key(
            SourcePath directory,
            boolean confined,
            BuildLimits limits,
            boolean hasSchema,
            MergeKeys mergeKeys,
            ChartKey charts) {}

    /**
     * What happened while it was built, beside the resources.
     *
     * @param findings in the order in which they came up
     * @param cost of it and all below
     * @param kustomizations that were read for it
     * @param height how many kustomizations lead to each other below it
     * @param entered every directory that was entered as a base or component, itself included
     * @param hasSchema whether it, or one before it, says which schema counts
     * @param mergeKeys of that schema
     */
    record Course(
            List<Finding> findings,
            Work.Cost cost,
            int kustomizations,
            int height,
            Set<LoadPlace> entered,
            boolean hasSchema,
            MergeKeys mergeKeys) {
        Course {
            findings = List.copyOf(findings);
            entered = Set.copyOf(entered);
        }
    }

    private final Accumulation accumulation;
    private final boolean isComponent;
    private final boolean wantsMetadata;
    private final @Nullable SortOptions sortOptions;
    private final Origin origin;
    private final Course course;
    private final SourceTrace trace;
    private final boolean isLasting;
    private final List<BuiltBase> inputs;
    private final long bytes;

    /**
     * @param isLasting whether it would come out the same in any build that begins with the same schema
     * @param inputs bases that it is made of
     */
    BuiltBase(
            Kustomization kustomization,
            Accumulation accumulation,
            Course course,
            SourceTrace trace,
            boolean isLasting,
            List<BuiltBase> inputs) {
        this.accumulation = accumulation;
        this.isComponent = kustomization.isComponent();
        this.wantsMetadata = !kustomization.buildMetadata().isEmpty();
        this.sortOptions = kustomization.sortOptions();
        this.origin = kustomization.origin();
        this.course = course;
        this.trace = trace;
        this.isLasting = isLasting;
        this.inputs = List.copyOf(inputs);
        this.bytes = weigh();
    }

    private long weigh() {
        List<MappingNode> below = new ArrayList<>();
        inputs.forEach(input -> below.addAll(input.roots()));
        List<MappingNode> roots = roots();
        return new Weights(below).ofManifests(roots)
                + Weights.ofTrace(trace)
                + Weights.ofFindings(course.findings())
                + Weights.ofPlaces(
                        course.entered().stream().map(LoadPlace::directory).toList())
                + Weights.RESOURCE * roots.size();
    }

    List<MappingNode> roots() {
        return accumulation.resources().resources().stream().map(Resource::root).toList();
    }

    /** With an index of its own to each user: what making it costs must not depend on who came first. */
    Accumulation accumulation() {
        return accumulation.with(new ResourceMap(accumulation.resources().resources()));
    }

    boolean isComponent() {
        return isComponent;
    }

    /** Whether it has {@code buildMetadata}, which count only where a build begins. */
    boolean wantsMetadata() {
        return wantsMetadata;
    }

    @Nullable SortOptions sortOptions() {
        return sortOptions;
    }

    boolean isLasting() {
        return isLasting;
    }

    /** Of the kustomization's content. */
    Origin origin() {
        return origin;
    }

    Course course() {
        return course;
    }

    @Override
    public SourceTrace trace() {
        return trace;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public List<BuiltBase> inputs() {
        return inputs;
    }
}
