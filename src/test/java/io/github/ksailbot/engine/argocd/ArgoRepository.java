package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.BottomlessTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A repository for tests whose cluster begins at {@code root}. */
public final class ArgoRepository {
    public static final String URL = "https://github.com/acme/platform.git";

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private boolean isBottomless;
    private final List<Cluster> inventory = new ArrayList<>();
    private ChartTools tools = ChartTools.NONE;
    private Set<RepositoryUrl> addresses = Set.of(RepositoryUrl.of(URL));

    public ArgoRepository file(String path, String text) {
        files.put(path, text);
        return this;
    }

    public ArgoRepository link(String path, String target) {
        links.put(path, target);
        return this;
    }

    /** With more directories below {@code deep} than anybody can visit. */
    public ArgoRepository bottomless() {
        isBottomless = true;
        return this;
    }

    public ArgoRepository charts(ChartTools newTools) {
        tools = newTools;
        return this;
    }

    /** The operator knows a cluster. */
    public ArgoRepository cluster(Cluster cluster) {
        inventory.add(cluster);
        return this;
    }

    /** Nobody knows where the repository is. */
    public ArgoRepository withoutAddress() {
        addresses = Set.of();
        return this;
    }

    /** A file with a ConfigMap. */
    public ArgoRepository configMap(String path, String name) {
        return file(path, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n");
    }

    /** An Application at {@code root/NAME.yaml}; {@code source} is what stands below {@code source:}. */
    public ArgoRepository application(String name, String source) {
        return file("root/" + name + ".yaml", application(name, URL, source));
    }

    public static String application(String name, String url, String source) {
        return """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: %s
              namespace: argocd
            spec:
              project: default
              destination:
                namespace: apps
                server: https://kubernetes.default.svc
              source:
                repoURL: %s
            """.formatted(name, url) + source.indent(4);
    }

    public SourceTree tree() {
        MemorySourceTree.Builder builder = MemorySourceTree.builder();
        files.forEach(builder::file);
        links.forEach(builder::link);
        return isBottomless ? new BottomlessTree(builder.build()) : builder.build();
    }

    public DeliveryGraph graph() {
        SourceTree tree = tree();
        Kustomizer kustomizer = new Kustomizer();
        SourcePath entry = new SourcePath("root");
        Build build = new ArgoEntry(kustomizer, tools).build(tree, entry);
        return new GraphBuilder(List.of(
                        new ApplicationSetRenderer(inventory), new ApplicationRenderer(kustomizer, tools, inventory)))
                .build(tree, SourcePath.ROOT, addresses, List.of(new GraphBuilder.Entry(entry, build.manifests())));
    }

    public GraphNode node(String name) {
        return graph().nodes().stream()
                .filter(node -> node.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** {@code Kind/namespace/name} of what an Application brings, in order. */
    public List<String> objects(String name) {
        return node(name).manifests().stream()
                .map(Manifest::id)
                .map(Object::toString)
                .toList();
    }

    public static Stream<String> rules(GraphNode node) {
        return node.findings().stream().map(Finding::rule).map(rule -> rule.value());
    }
}
