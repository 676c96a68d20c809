package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.flux.FluxGraph;
import io.github.ksailbot.engine.flux.FluxGraphBuilder;
import io.github.ksailbot.engine.flux.FluxKustomizer;
import io.github.ksailbot.engine.flux.FluxNode;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Renders what an environment's cluster would get. */
public final class EnvironmentRenderer {
    private static final RuleId NO_EFFECT = RuleId.of("kustomize/patch-no-effect");

    private final Kustomizer kustomizer;
    private final FluxGraphBuilder fluxGraphs;

    public EnvironmentRenderer(Kustomizer kustomizer) {
        this.kustomizer = kustomizer;
        this.fluxGraphs = new FluxGraphBuilder(new FluxKustomizer(kustomizer), true);
    }

    /** One entry as it was built, with every file that was read for it. */
    private record Rendered(SourcePath entry, Build build, Set<SourcePath> read) {}

    /** Renders every entry of an environment; what cannot be rendered is among the findings. */
    public Closure render(SourceTree tree, Environment environment) {
        List<Rendered> rendered = new ArrayList<>();
        for (SourcePath entry : environment.entries()) {
            Build build = kustomizer.build(tree, entry, options(environment.engine()));
            rendered.add(new Rendered(entry, build, build.trace().read().keySet()));
        }
        List<Manifest> manifests = new ArrayList<>();
        List<Manifest> parts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        TreeSet<SourcePath> read = new TreeSet<>();
        Set<SourcePath> included = environment.config() == null ? included(rendered) : Set.of();
        for (Rendered one : rendered) {
            (included.contains(one.entry()) ? parts : manifests)
                    .addAll(applied(tree, environment, one, findings, read));
            one.build().findings().stream()
                    .filter(finding -> !worksElsewhere(finding, rendered))
                    .forEach(findings::add);
            read.addAll(one.read());
        }
        return new Closure(environment, manifests, parts, findings, read);
    }

    /**
     * What an entry comes to with all Flux Kustomizations that it leads to. An entry whose own Kustomization is among them
     * is applied by that one.
     */
    private List<Manifest> applied(
            SourceTree tree, Environment environment, Rendered entry, List<Finding> findings, Set<SourcePath> read) {
        List<Manifest> manifests = entry.build().manifests();
        if (environment.config() == null || environment.engine() == GitOpsEngine.ARGO_CD) {
            return manifests;
        }
        FluxGraph graph = fluxGraphs.build(tree, environment.sourceDirectory(), entry.entry(), manifests, Set.of());
        findings.addAll(graph.findings());
        List<Manifest> all = new ArrayList<>(graph.coversEntry() ? List.of() : manifests);
        for (FluxNode node : graph.nodes()) {
            all.addAll(node.manifests());
            findings.addAll(node.findings());
            read.addAll(node.read());
        }
        return all;
    }

    /**
     * Entries that another one includes and brings to an end. Only a layout has such: a ksail file names what is applied,
     * and that is judged whatever else includes it.
     */
    private static Set<SourcePath> included(List<Rendered> rendered) {
        Set<SourcePath> included = new HashSet<>();
        for (Rendered one : rendered) {
            if (!one.build().failed()) {
                for (SourcePath file : one.read()) {
                    if (KustomizationFiles.isFileName(file.name())
                            && !file.parent().equals(one.entry())) {
                        included.add(file.parent());
                    }
                }
            }
        }
        return included;
    }

    /** A component's patch is written for all who include it; it is idle only when it changes nothing for any of them. */
    private static boolean worksElsewhere(Finding finding, List<Rendered> rendered) {
        Origin origin = finding.origin();
        if (!finding.rule().equals(NO_EFFECT) || origin == null) {
            return false;
        }
        SourcePath file = new SourcePath(origin.location().file());
        return rendered.stream()
                .anyMatch(one -> one.read().contains(file)
                        && !one.build().failed()
                        && one.build().findings().stream().noneMatch(other -> isSame(other, origin)));
    }

    private static boolean isSame(Finding finding, Origin place) {
        Origin origin = finding.origin();
        return finding.rule().equals(NO_EFFECT)
                && origin != null
                && origin.location().equals(place.location());
    }

    /** KSail itself builds without load restrictions inside the source directory, as Flux does. */
    static BuildOptions options(GitOpsEngine engine) {
        return switch (engine) {
            case FLUX, NONE -> BuildOptions.FLUX;
            case ARGO_CD -> BuildOptions.COMMAND_LINE;
        };
    }
}
