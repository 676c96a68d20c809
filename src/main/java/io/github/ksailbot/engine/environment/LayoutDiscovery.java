package io.github.ksailbot.engine.environment;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The environments of a repository without ksail files. */
final class LayoutDiscovery {
    private static final String CLUSTERS = "clusters";
    private static final String ARGO = "argocd";
    private static final List<String> USUAL = List.of("k8s", CLUSTERS, "kubernetes");

    private final SourceTree tree;
    private final LayoutMemo memo;

    /** @param memo of what was found in earlier commits of the same repository */
    LayoutDiscovery(SourceTree tree, LayoutMemo memo) {
        this.tree = tree;
        this.memo = memo;
    }

    /**
     * One environment for each place at which a cluster begins; where there is none, one with every directory that kustomize
     * can build.
     */
    List<Environment> find() throws SourceException {
        List<Environment> clusters = new ArrayList<>();
        Map<SourcePath, EnvironmentName> names = ClusterNames.of(new FluxLayout(tree, memo).entries());
        names.forEach(
                (entry, name) -> clusters.add(environment(name, SourcePath.ROOT, List.of(entry), GitOpsEngine.FLUX)));
        if (clusters.isEmpty()) {
            clusters.addAll(argo());
        }
        return clusters.isEmpty() ? List.of(directories()) : clusters;
    }

    /** One for all places at which Argo CD begins, or one for each when they cannot be of one cluster. */
    private List<Environment> argo() throws SourceException {
        ArgoLayout.Roots roots = new ArgoLayout(tree, memo).find();
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
