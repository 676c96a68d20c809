package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.argocd.ApplicationRenderer;
import io.github.ksailbot.engine.argocd.ApplicationSetRenderer;
import io.github.ksailbot.engine.argocd.ArgoEntry;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.environment.layout.FleetScan;
import io.github.ksailbot.engine.environment.layout.LayoutMemo;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.fleet.FleetBundle;
import io.github.ksailbot.engine.fleet.FleetInventory;
import io.github.ksailbot.engine.fleet.FleetTarget;
import io.github.ksailbot.engine.flux.FluxInstanceRenderer;
import io.github.ksailbot.engine.flux.FluxKustomizer;
import io.github.ksailbot.engine.flux.KustomizationRenderer;
import io.github.ksailbot.engine.flux.resourceset.ResourceSetRenderer;
import io.github.ksailbot.engine.graph.ApplyOrder;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.helm.release.ReleaseRenderer;
import io.github.ksailbot.engine.helm.template.ChartRenderer;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.sops.SopsDecryption;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Renders what an environment's cluster would get. */
final class EnvironmentRenderer {
    private static final RuleId NO_EFFECT = RuleId.of("kustomize/patch-no-effect");

    private final Kustomizer kustomizer;
    private final FluxKustomizer fluxKustomizer;
    private final ArgoEntry argoEntry;
    private final GraphBuilder graphs;
    private final Set<RepositoryUrl> addresses;
    private final FleetBundle bundles;
    private final FleetScan fleet;
    private final ChartRenderer charts;

    /** Renders all that the tree alone is enough for; knows no address of the repository. */
    EnvironmentRenderer(Kustomizer kustomizer) {
        this(kustomizer, RenderSettings.DEFAULT);
    }

    /** Remembers nothing of what Fleet manages. */
    EnvironmentRenderer(Kustomizer kustomizer, RenderSettings settings) {
        this(kustomizer, settings, fleet(new LayoutMemo(), settings));
    }

    /**
     * @param kustomizer with the fetcher of the settings
     * @param fleet finds what Rancher Fleet manages, as it did when the environments were found
     */
    EnvironmentRenderer(Kustomizer kustomizer, RenderSettings settings, FleetScan fleet) {
        this.kustomizer = kustomizer;
        this.fluxKustomizer = new FluxKustomizer(kustomizer);
        this.argoEntry = new ArgoEntry(kustomizer, settings.charts());
        this.graphs = new GraphBuilder(renderers(kustomizer, settings), kustomizer.memo());
        this.addresses = settings.addresses();
        this.bundles = new FleetBundle(kustomizer, settings.charts());
        this.fleet = fleet;
        this.charts = settings.charts().renderer();
    }

    /** What finds Fleet's clusters beside those of the settings. */
    static FleetScan fleet(LayoutMemo memo, RenderSettings settings) {
        List<FleetTarget.Cluster> clusters = settings.clusters().stream()
                .map(cluster -> new FleetTarget.Cluster(cluster.name(), cluster.labels(), cluster.annotations()))
                .toList();
        return new FleetScan(memo, clusters, settings.addresses());
    }

    private static List<NodeRenderer> renderers(Kustomizer kustomizer, RenderSettings settings) {
        List<NodeRenderer> renderers = new ArrayList<>();
        renderers.add(
                new KustomizationRenderer(new FluxKustomizer(kustomizer), true, new SopsDecryption(settings.keys())));
        renderers.add(new FluxInstanceRenderer(kustomizer));
        renderers.add(new ResourceSetRenderer());
        renderers.add(new ApplicationSetRenderer(settings.clusters()));
        renderers.add(new ApplicationRenderer(kustomizer, settings.charts(), settings.clusters()));
        // the last: a chart's values may come from whatever else is rendered
        renderers.add(new ReleaseRenderer(settings.charts()));
        return renderers;
    }

    private Set<RepositoryUrl> addresses(Environment environment) {
        Set<RepositoryUrl> all = new HashSet<>(addresses);
        // a tag follows the last slash, a port does not
        String artifact = environment.delivery().registry().address().replaceFirst(":[^/:]*$", "");
        if (!artifact.isEmpty()) {
            all.add(RepositoryUrl.of("oci://" + artifact));
        }
        return all;
    }

    /** One entry as it was built, with every file that was read for it. */
    private record Rendered(SourcePath entry, Build build, Set<SourcePath> read) {}

    /** Renders every entry of an environment; what cannot be rendered is among the findings. */
    Closure render(SourceTree tree, Environment environment) {
        return charts.within(ChartRenderer.Extent.ENVIRONMENT, () -> closure(tree, environment));
    }

    private Closure closure(SourceTree tree, Environment environment) {
        List<Rendered> rendered = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        FleetInventory inventory = inventory(tree, environment, findings);
        FleetTarget target = inventory.target(
                environment.name().value(), environment.entries().size());
        for (SourcePath entry : environment.entries()) {
            Build build = build(tree, environment, entry, inventory, target);
            rendered.add(new Rendered(entry, build, build.trace().read().keySet()));
        }
        Set<SourcePath> included = environment.config() == null ? included(rendered) : Set.of();
        DeliveryGraph graph = graphs.build(
                tree,
                environment.sourceDirectory(),
                addresses(environment),
                rendered.stream()
                        .filter(one -> !included.contains(one.entry()))
                        .map(one ->
                                new GraphBuilder.Entry(one.entry(), one.build().manifests()))
                        .toList());
        List<Manifest> manifests = new ArrayList<>();
        List<Manifest> parts = new ArrayList<>();
        TreeSet<SourcePath> read = new TreeSet<>();
        Closure.Cost cost = Closure.Cost.NOTHING;
        for (Rendered one : rendered) {
            cost = cost.plus(new Closure.Cost(
                    one.build().steps(), NodeResult.values(one.build().manifests())));
            if (included.contains(one.entry())) {
                parts.addAll(one.build().manifests());
            } else if (!graph.covered().contains(one.entry())) {
                manifests.addAll(one.build().manifests());
            }
            one.build().findings().stream()
                    .filter(finding -> !worksElsewhere(finding, rendered))
                    .forEach(findings::add);
            read.addAll(one.read());
        }
        findings.addAll(graph.findings());
        List<GraphNode> nodes = ApplyOrder.of(graph.nodes());
        for (GraphNode node : nodes) {
            cost = cost.plus(
                    new Closure.Cost(node.result().steps(), node.result().values()));
            manifests.addAll(node.manifests());
            findings.addAll(node.findings());
            read.addAll(node.read());
        }
        return new Closure(environment, manifests, parts, findings, read, nodes, cost);
    }

    /** What is known of Fleet's clusters, for an environment that may be one of them. */
    private FleetInventory inventory(SourceTree tree, Environment environment, List<Finding> findings) {
        if (environment.engine() == GitOpsEngine.NONE && environment.config() == null) {
            try {
                return fleet.of(tree);
            } catch (SourceException e) {
                findings.add(Finding.unchecked(
                        "fleet/file",
                        "Which bundles of Fleet a cluster gets cannot be found: " + e.getMessage() + ".",
                        Origin.of(e.path().toString(), 1, 1)));
            }
        }
        return FleetInventory.of(Map.of(), List.of());
    }

    private Build build(
            SourceTree tree, Environment environment, SourcePath entry, FleetInventory inventory, FleetTarget target) {
        return switch (environment.engine()) {
            case FLUX -> fluxKustomizer.build(tree, entry);
            case ARGO_CD -> argoEntry.build(tree, entry);
            case NONE ->
                environment.config() == null
                        ? plain(tree, entry, inventory, target)
                        : kustomizer.build(tree, entry, options(GitOpsEngine.NONE));
        };
    }

    /** A bundle of Fleet, a kustomization, or the files of a directory. */
    private Build plain(SourceTree tree, SourcePath entry, FleetInventory inventory, FleetTarget target) {
        return FleetBundle.isOne(tree, entry) || inventory.names(entry)
                ? bundles.build(tree, entry, target)
                : fluxKustomizer.build(tree, entry);
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
