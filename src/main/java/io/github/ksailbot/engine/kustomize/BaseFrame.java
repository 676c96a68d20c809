package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.load.LoadPlace;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A kustomization that is being built from nothing: where the build begins, or a base. */
final class BaseFrame {
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
    BaseFrame(TracingSourceTree tree, Loader loader, Work.Cost cost, int kustomizations, int asked) {
        this.tree = tree;
        this.cost = cost;
        this.kustomizations = kustomizations;
        this.asked = asked;
        this.deepest = loader.depth();
        entered.add(loader.place());
    }
}
