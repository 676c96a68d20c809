package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.environment.DeliverySettings;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.environment.ValidationSettings;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.fleet.FleetInventory;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The environments of a repository without ksail files. */
public final class LayoutDiscovery {
    private static final String CLUSTERS = "clusters";
    private static final String ARGO = "argocd";
    private static final String FLEET = "fleet";

    /** Bundles of Fleet, for each cluster each: whether it is for the cluster is asked even where it is not. */
    private static final int MOST_BUNDLES = 100_000;

    private static final SourcePath CONFIG_ROOT = new SourcePath("config-root");
    private static final List<String> USUAL = List.of("k8s", CLUSTERS, "kubernetes");

    private final SourceTree tree;
    private final LayoutMemo memo;
    private final FleetScan fleet;
    private final List<Finding> findings;

    /**
     * @param memo of what was found in earlier commits of the same repository
     * @param fleet finds what Rancher Fleet manages
     * @param findings gets those about what could not be looked at
     */
    public LayoutDiscovery(SourceTree tree, LayoutMemo memo, FleetScan fleet, List<Finding> findings) {
        this.tree = tree;
        this.memo = memo;
        this.fleet = fleet;
        this.findings = findings;
    }

    /**
     * One environment for each place at which a cluster begins; where there is none, one with every directory that kustomize
     * can build.
     */
    public List<Environment> find() throws SourceException {
        List<Environment> clusters = new ArrayList<>();
        Map<SourcePath, EnvironmentName> names = ClusterNames.of(new FluxLayout(tree, memo, findings).entries());
        names.forEach(
                (entry, name) -> clusters.add(environment(name, SourcePath.ROOT, List.of(entry), GitOpsEngine.FLUX)));
        if (clusters.isEmpty()) {
            clusters.addAll(argo());
        }
        if (clusters.isEmpty()) {
            clusters.addAll(fleet());
        }
        if (clusters.isEmpty() && isJenkinsX()) {
            clusters.add(environment(EnvironmentName.DEFAULT, CONFIG_ROOT, List.of(CONFIG_ROOT), GitOpsEngine.NONE));
        }
        return clusters.isEmpty() ? List.of(directories()) : clusters;
    }

    /** All bundles of Rancher Fleet for each cluster that is known, else for each target that has its own way, or else once. */
    private List<Environment> fleet() throws SourceException {
        FleetInventory inventory = fleet.of(tree);
        FleetLayout layout = new FleetLayout(tree, memo, inventory, findings);
        List<Environment> targets = new ArrayList<>();
        if (!layout.bundles().isEmpty()) {
            findings.addAll(inventory.findings());
            Set<String> names = inventory.clusters().isEmpty()
                    ? layout.targets()
                    : inventory.clusters().keySet();
            if (names.isEmpty()) {
                names = Set.of(FLEET);
            }
            int most = Math.max(
                    1, Math.min(FleetScan.MOST, MOST_BUNDLES / layout.bundles().size()));
            if (names.size() > most) {
                findings.add(Finding.unchecked(
                        "fleet/limit",
                        "This repository has %d bundles of Fleet for more than %d clusters or targets. They were not looked at for the others."
                                .formatted(layout.bundles().size(), most),
                        null));
            }
            for (String name : new TreeSet<>(names).stream().limit(most).toList()) {
                targets.add(
                        environment(new EnvironmentName(name), SourcePath.ROOT, layout.bundles(), GitOpsEngine.NONE));
            }
        }
        return targets;
    }

    /** Jenkins X renders its charts into a directory of the cluster's repository, and applies that. */
    private boolean isJenkinsX() throws SourceException {
        List<String> top = tree.names(SourcePath.ROOT);
        return top.contains(CONFIG_ROOT.value())
                && (top.contains("jx-requirements.yml") || top.contains("helmfile.yaml"))
                && tree.find(CONFIG_ROOT.child("namespaces"))
                        .filter(SourceEntry::isDirectory)
                        .isPresent();
    }

    /** One for all places at which Argo CD begins, or one for each when they cannot be of one cluster. */
    private List<Environment> argo() throws SourceException {
        ArgoLayout.Roots roots = new ArgoLayout(tree, memo, findings).find();
        Map<SourcePath, EnvironmentName> names = ClusterNames.of(roots.directories());
        if (roots.isOne() && roots.directories().size() > 1) {
            return List.of(
                    environment(new EnvironmentName(ARGO), SourcePath.ROOT, roots.directories(), GitOpsEngine.ARGO_CD));
        }
        List<Environment> clusters = new ArrayList<>();
        names.forEach((entry, name) ->
                clusters.add(environment(name, SourcePath.ROOT, List.of(entry), GitOpsEngine.ARGO_CD)));
        return clusters;
    }

    /**
     * Every directory that kustomize can build, below those that usually hold manifests or, when they hold none, anywhere.
     * Without any there are no entries, and the manifests are files that nothing reaches.
     */
    private Environment directories() throws SourceException {
        List<SourcePath> usual = usual();
        List<SourcePath> entries = entries(usual);
        boolean areUsual = !entries.isEmpty() || !usual.isEmpty();
        if (entries.isEmpty()) {
            List<SourcePath> anywhere = entries(List.of(SourcePath.ROOT));
            areUsual = areUsual && anywhere.isEmpty();
            entries = anywhere;
        }
        return environment(
                EnvironmentName.DEFAULT, areUsual ? source(usual) : SourcePath.ROOT, entries, GitOpsEngine.NONE);
    }

    private static Environment environment(
            EnvironmentName name, SourcePath source, List<SourcePath> entries, GitOpsEngine engine) {
        return new Environment(name, null, source, entries, engine, ValidationSettings.DEFAULT, DeliverySettings.NONE);
    }

    private List<SourcePath> usual() throws SourceException {
        List<SourcePath> found = new ArrayList<>();
        for (String name : USUAL) {
            SourcePath path = new SourcePath(name);
            if (tree.find(path).filter(SourceEntry::isDirectory).isPresent()) {
                found.add(path);
            }
        }
        return found;
    }

    private List<SourcePath> entries(List<SourcePath> directories) throws SourceException {
        TreeSet<SourcePath> entries = new TreeSet<>();
        KustomizationScan scan = new KustomizationScan(tree, memo);
        for (SourcePath directory : directories) {
            for (KustomizationDirectory found : scan.below(directory)) {
                if (!found.isComponent()) {
                    entries.add(found.path());
                }
            }
        }
        return List.copyOf(entries);
    }

    /** What a directory {@code clusters} holds are mostly references of Flux to directories beside it. */
    private static SourcePath source(List<SourcePath> usual) {
        return usual.size() == 1 && !usual.get(0).name().equals(CLUSTERS) ? usual.get(0) : SourcePath.ROOT;
    }
}
