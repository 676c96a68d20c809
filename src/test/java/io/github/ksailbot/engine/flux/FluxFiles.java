package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.sops.AgeKeys;
import io.github.ksailbot.engine.sops.SopsDecryption;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A repository of Flux, file by file, and the graph that it comes to. */
abstract class FluxFiles {
    private final Map<String, String> files = new HashMap<>();

    void file(String path, String content) {
        files.put(path, content);
    }

    static String kustomization(String name, String path, String more) {
        return FluxText.kustomization(name, path, more);
    }

    static String source(String name, String url, String branch) {
        return """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: %s, namespace: flux-system}
            spec: {interval: 1m, url: "%s", ref: {branch: %s}}
            """.formatted(name, url, branch);
    }

    static String map(String name, String data) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n  namespace: flux-system\ndata:\n"
                + data;
    }

    static FluxKustomization entryOf(String path) {
        String text = "apiVersion: kustomize.toolkit.fluxcd.io/v1\n"
                + "kind: Kustomization\n"
                + "metadata:\n"
                + "  name: entry\n"
                + "spec:\n"
                + "  path: "
                + path + "\n";
        return new FluxKustomization(new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("entry.yaml", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0)));
    }

    /** What the operator's keys open. */
    AgeKeys keys = AgeKeys.NONE;

    DeliveryGraph build(String entry, RepositoryUrl... addresses) {
        MemorySourceTree tree = MemorySourceTree.of(files);
        FluxKustomizer kustomizer = new FluxKustomizer(new Kustomizer());
        List<Manifest> manifests =
                kustomizer.build(tree, SourcePath.ROOT, entryOf(entry)).manifests();
        return new GraphBuilder(List.of(
                        new KustomizationRenderer(kustomizer, true, new SopsDecryption(keys)),
                        new FluxInstanceRenderer(new Kustomizer())))
                .build(
                        tree,
                        SourcePath.ROOT,
                        Set.copyOf(Stream.of(addresses).toList()),
                        List.of(new GraphBuilder.Entry(new SourcePath(entry), manifests)));
    }

    static GraphNode node(DeliveryGraph graph, String name) {
        return graph.nodes().stream()
                .filter(node -> node.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static String text(Manifest manifest, String... path) {
        Node node = FieldPath.of(path).find(manifest.root());
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }

    static ScalarNode scalar(Manifest manifest, String... path) {
        return (ScalarNode) java.util.Objects.requireNonNull(FieldPath.of(path).find(manifest.root()));
    }

    static int line(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? 0 : origin.line();
    }
}
