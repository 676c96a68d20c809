package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.layout.BootstrapScan.Found;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.fleet.BundlePath;
import io.github.ksailbot.engine.fleet.ClusterGroup;
import io.github.ksailbot.engine.fleet.FleetInventory;
import io.github.ksailbot.engine.fleet.FleetTarget;
import io.github.ksailbot.engine.fleet.GitRepo;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds Fleet's own objects in a repository, as they are written, and puts its clusters beside those that the operator knows.
 *
 * <p>Findings: {@code fleet/ambiguous} for objects that several files, or a file and the operator, write differently, {@code fleet/cluster-name} for clusters that
 * no environment can be called by, {@code fleet/git-repo} for what a {@code GitRepo} says that is not read, {@code fleet/limit}.
 */
public final class FleetScan {
    private static final String API = "fleet.cattle.io/";
    private static final String CLUSTER = "Cluster";
    private static final String GROUP = "ClusterGroup";
    private static final String REPOSITORY = "GitRepo";
    private static final String MAPPING = "BundleNamespaceMapping";
    private static final Set<String> KINDS = Set.of(CLUSTER, GROUP, REPOSITORY, MAPPING);

    /** Of clusters, of groups, and of paths; each is compared with each bundle. */
    static final int MOST = 1_000;

    private final LayoutMemo memo;
    private final List<FleetTarget.Cluster> clusters;
    private final Set<RepositoryUrl> addresses;

    /**
     * @param memo of what was found in earlier commits of the same repository
     * @param clusters that the operator knows
     * @param addresses of the repository; empty when nobody knows them
     */
    public FleetScan(LayoutMemo memo, List<FleetTarget.Cluster> clusters, Set<RepositoryUrl> addresses) {
        this.memo = memo;
        this.clusters = List.copyOf(clusters);
        this.addresses = Set.copyOf(addresses);
    }

    /** What is known with a tree. */
    public FleetInventory of(SourceTree tree) throws SourceException {
        List<Finding> findings = new ArrayList<>();
        List<Manifest> objects =
                unique(new BootstrapScan(tree, List.of(API), memo).find(FleetScan::isOfInterest, findings), findings);
        boolean isMapped = objects.stream().anyMatch(object -> object.kind().equals(MAPPING));
        List<FleetTarget.Cluster> declared = new ArrayList<>();
        List<ClusterGroup> groups = new ArrayList<>();
        List<GitRepo> repositories = new ArrayList<>();
        int paths = 0;
        for (Manifest object : objects) {
            switch (object.kind()) {
                case CLUSTER -> declared.add(cluster(object));
                case GROUP -> groups.add(group(object));
                case REPOSITORY -> {
                    GitRepo repository = GitRepo.of(object);
                    paths += repository.paths().size();
                    if (paths <= MOST && isThis(repository, tree)) {
                        // with a mapping, bundles go to clusters of other namespaces, too
                        repositories.add(isMapped ? repository.inAnyNamespace() : repository);
                        addUnread(repository, findings);
                    }
                }
                default -> {}
            }
        }
        if (declared.size() > MOST || groups.size() > MOST || paths > MOST) {
            findings.add(Finding.unchecked(
                    "fleet/limit",
                    "This repository has more than %d clusters, groups of clusters or paths of `GitRepo`s. Those after them were not looked at."
                            .formatted(MOST),
                    null));
        }
        return new FleetInventory(
                new TreeMap<>(named(joined(first(declared), findings), findings)),
                first(groups),
                repositories,
                findings);
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST));
    }

    private static boolean isOfInterest(Manifest manifest) {
        return manifest.apiVersion().startsWith(API) && KINDS.contains(manifest.kind());
    }

    /** Of what several files write, the first. */
    private static List<Manifest> unique(List<Found> found, List<Finding> findings) {
        Map<String, Found> unique = new LinkedHashMap<>();
        for (Found one : found) {
            Manifest manifest = one.manifest();
            String id = manifest.kind() + " " + manifest.namespace() + "/" + manifest.name();
            Found other = unique.putIfAbsent(id, one);
            if (other != null && !other.manifest().root().equals(manifest.root())) {
                findings.add(Finding.unchecked(
                        "fleet/ambiguous",
                        "`%s` and `%s` write the %s `%s` of Fleet differently. Which clusters get which bundles was judged by the first."
                                .formatted(other.file(), one.file(), manifest.kind(), manifest.name()),
                        manifest.origin()));
            }
        }
        return unique.values().stream().map(Found::manifest).toList();
    }

    private static FleetTarget.Cluster cluster(Manifest object) {
        MappingNode values = object.spec().mapping("templateValues");
        return new FleetTarget.Cluster(
                object.namespace(),
                object.name(),
                texts(object, "labels"),
                texts(object, "annotations"),
                values == null ? MappingNode.empty(object.origin()) : values);
    }

    private static ClusterGroup group(Manifest object) {
        return new ClusterGroup(
                object.namespace(),
                object.name(),
                texts(object, "labels"),
                object.spec().mapping("selector"));
    }

    private static Map<String, String> texts(Manifest object, String field) {
        MappingNode metadata = object.root().mapping("metadata");
        MappingNode written = metadata == null ? null : metadata.mapping(field);
        Map<String, String> texts = new HashMap<>();
        if (written != null) {
            written.entries()
                    .forEach(entry -> texts.put(
                            entry.key().text(), written.text(entry.key().text())));
        }
        return texts;
    }

    /** Whether Fleet takes this repository by it: by its address or, where nobody knows that, when all of its paths are here. */
    private boolean isThis(GitRepo repository, SourceTree tree) throws SourceException {
        if (!addresses.isEmpty()) {
            return addresses.contains(RepositoryUrl.of(repository.url()));
        }
        for (BundlePath path : repository.paths()) {
            Optional<SourcePath> base = path.base();
            if (base.isEmpty()
                    || tree.find(base.get()).filter(SourceEntry::isDirectory).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static void addUnread(GitRepo repository, List<Finding> findings) {
        if (repository.namesBundles()) {
            findings.add(Finding.unchecked(
                            "fleet/git-repo",
                            "The `GitRepo` `%s` names bundles one by one, which is not read: every `fleet.yaml` was judged as a bundle."
                                    .formatted(repository.name()),
                            repository.origin())
                    .atField("spec.bundles"));
        }
    }

    /**
     * What the repository says of a cluster, and what the operator does, whose labels and annotations win: a file need not be applied,
     * and must not take a cluster out of the bundles' reach.
     */
    private List<FleetTarget.Cluster> joined(List<FleetTarget.Cluster> declared, List<Finding> findings) {
        Map<String, FleetTarget.Cluster> told = new LinkedHashMap<>();
        clusters.forEach(cluster -> told.putIfAbsent(cluster.name(), cluster));
        List<FleetTarget.Cluster> all = new ArrayList<>();
        for (FleetTarget.Cluster one : declared) {
            FleetTarget.Cluster other = told.get(one.name());
            all.add(other == null ? one : one.under(other));
            if (other != null) {
                addContradicted(one, "label", one.labels(), other.labels(), findings);
                addContradicted(one, "annotation", one.annotations(), other.annotations(), findings);
            }
        }
        declared.forEach(one -> told.remove(one.name()));
        all.addAll(told.values());
        return all;
    }

    private static void addContradicted(
            FleetTarget.Cluster cluster,
            String what,
            Map<String, String> written,
            Map<String, String> told,
            List<Finding> findings) {
        told.entrySet().stream()
                .filter(one ->
                        written.containsKey(one.getKey()) && !one.getValue().equals(written.get(one.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(key -> findings.add(Finding.unchecked(
                                "fleet/ambiguous",
                                "The `Cluster` `%s` has another %s `%s` in this repository than the operator of this bot told. Which bundles it gets was judged by the operator's."
                                        .formatted(cluster.name(), what, key),
                                null)
                        .withFix("Tell the operator, or take it from the `Cluster` in this repository.")));
    }

    private static Map<String, FleetTarget.Cluster> named(List<FleetTarget.Cluster> all, List<Finding> findings) {
        Map<String, Integer> times = new HashMap<>();
        all.forEach(cluster -> times.merge(cluster.name(), 1, Integer::sum));
        Map<String, FleetTarget.Cluster> named = new HashMap<>();
        for (FleetTarget.Cluster cluster : all) {
            boolean isOne = times.getOrDefault(cluster.name(), 1) == 1;
            String name = isOne ? cluster.name() : cluster.namespace() + "-" + cluster.name();
            if (!EnvironmentName.isValid(name) || named.putIfAbsent(name, cluster) != null) {
                findings.add(Finding.unchecked(
                        "fleet/cluster-name",
                        "What bundles bring to the cluster `%s` was not checked: no environment can be called `%s`; a name has %s, and belongs to one."
                                .formatted(cluster.name(), name, EnvironmentName.DESCRIPTION),
                        null));
            }
        }
        return named;
    }
}
