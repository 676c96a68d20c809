package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.flux.FluxKustomizer;
import io.github.ksailbot.engine.flux.KustomizationRenderer;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.PublicRepositories;
import io.github.ksailbot.engine.source.SourcePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of earlier commits must not be seen: neither in manifests, nor in origins, findings or what was read. */
class GraphHistoryTest {
    private static final int APPS = 8;
    private static final int COMMITS = 25;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyHistory_comesOutAsIfEachCommitWereRenderedFromNothing(long seed) {
        Map<String, String> files = repository();
        Random random = new Random(seed);
        ClosureComparison comparison = new ClosureComparison(RenderSettings.DEFAULT);

        for (int commit = 0; commit < COMMITS; commit++) {
            change(files, random);
            comparison.assertSame(MemorySourceTree.of(files), "seed " + seed + ", commit " + commit);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onedr0p-home-ops",
                "xUnholy-k8s-gitops",
                "fluxcd-flux2-multi-tenancy",
                "fluxcd-flux2-kustomize-helm-example",
                "controlplaneio-d1-fleet",
                "argoproj-argocd-example-apps"
            })
    void publicRepositories_comeOutTheSame_afterChangesToTheirFiles(String name) throws Exception {
        Path directory = PublicRepositories.all().stream()
                .filter(path -> path.endsWith(name))
                .findFirst()
                .orElseThrow();
        Map<String, String> files = read(directory);
        Random random = new Random(7);
        List<String> yaml = files.keySet().stream()
                .filter(path -> path.endsWith(".yaml") && !path.startsWith("."))
                .toList();
        ClosureComparison comparison =
                new ClosureComparison(RenderSettings.DEFAULT.withCharts(new EchoCharts().tools()));
        for (int commit = 0; commit < 6; commit++) {
            String path = yaml.get(random.nextInt(yaml.size()));
            switch (commit % 3) {
                case 0 -> files.computeIfPresent(path, (any, text) -> text + "\n# " + path + "\n");
                case 1 -> files.computeIfPresent(path, (any, text) -> text.replaceFirst("name: ", "name: x"));
                default -> files.remove(path);
            }
            comparison.assertSame(MemorySourceTree.of(files), name + ", " + path);
        }
    }

    @Test
    void aChange_rendersItsConsumersOnly() {
        Map<String, String> files = repository();
        List<String> rendered = new ArrayList<>();
        FluxKustomizer kustomizer = new FluxKustomizer(new Kustomizer());
        GraphBuilder graphs =
                new GraphBuilder(List.of(new CountingRenderer(new KustomizationRenderer(kustomizer, true), rendered)));
        build(graphs, kustomizer, files);
        assertThat(rendered).hasSize(APPS + 2);

        rendered.clear();
        build(graphs, kustomizer, files);
        assertThat(rendered).isEmpty();

        files.put("apps/a3/map.yaml", map("m3", "changed"));
        build(graphs, kustomizer, files);
        assertThat(rendered).containsExactly("a3");

        rendered.clear();
        files.put("base/map.yaml", map("base", "changed"));
        build(graphs, kustomizer, files);
        assertThat(rendered).containsExactlyInAnyOrder("a0", "a2", "a4", "a6");

        rendered.clear();
        files.put("settings/map.yaml", map("settings", "changed"));
        build(graphs, kustomizer, files);
        assertThat(rendered).containsExactlyInAnyOrder("settings", "a0", "a1", "a4", "a5");

        rendered.clear();
        files.put("clusters/c/a5.yaml", kustomization("a5", "apps/a5", "  targetNamespace: other\n"));
        build(graphs, kustomizer, files);
        assertThat(rendered).containsExactlyInAnyOrder("flux-system", "a5");
    }

    private static DeliveryGraph build(GraphBuilder graphs, FluxKustomizer kustomizer, Map<String, String> files) {
        MemorySourceTree tree = MemorySourceTree.of(files);
        SourcePath entry = new SourcePath("clusters/c");
        return graphs.build(
                tree,
                SourcePath.ROOT,
                Set.of(),
                List.of(new GraphBuilder.Entry(
                        entry, kustomizer.build(tree, entry).manifests())));
    }

    /** A cluster with some apps, every second one over a base, every second pair with variables of a ConfigMap. */
    static Map<String, String> repository() {
        Map<String, String> files = new TreeMap<>();
        files.put("clusters/c/flux-system/sync.yaml", kustomization("flux-system", "clusters/c", ""));
        files.put("clusters/c/settings.yaml", kustomization("settings", "settings", ""));
        files.put("settings/map.yaml", map("settings", "v"));
        files.put("base/kustomization.yaml", "resources: [map.yaml]\n");
        files.put("base/map.yaml", map("base", "${value}"));
        for (int i = 0; i < APPS; i++) {
            String from = i % 4 < 2
                    ? "  postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}\n"
                    : "  postBuild: {substitute: {value: own}}\n";
            files.put("clusters/c/a" + i + ".yaml", kustomization("a" + i, "apps/a" + i, from));
            files.put("apps/a" + i + "/map.yaml", map("m" + i, "${value}"));
            files.put(
                    "apps/a" + i + "/kustomization.yaml",
                    i % 2 == 0 ? "resources: [map.yaml, ../../base]\n" : "resources: [map.yaml]\n");
        }
        return files;
    }

    static void change(Map<String, String> files, Random random) {
        int app = random.nextInt(APPS);
        String value = "v" + random.nextInt(3);
        switch (random.nextInt(9)) {
            case 0 -> files.put("apps/a" + app + "/map.yaml", map("m" + app, value + "${value}"));
            case 1 -> files.put("base/map.yaml", map("base", value));
            case 2 -> files.put("settings/map.yaml", map("settings", value));
            case 3 ->
                files.put(
                        "clusters/c/a" + app + ".yaml", kustomization("a" + app, "apps/a" + random.nextInt(APPS), ""));
            case 4 ->
                files.put(
                        "clusters/c/a" + app + ".yaml",
                        kustomization(
                                "a" + app, "apps/a" + app, "  postBuild: {substitute: {value: " + value + "}}\n"));
            case 5 -> files.remove("apps/a" + app + "/kustomization.yaml");
            case 6 -> files.put("apps/a" + app + "/more.yaml", map("more", "${value:=" + value + "}"));
            case 7 -> files.put(".sourceignore", "more.yaml\n" + (random.nextBoolean() ? "base/\n" : ""));
            default ->
                files.put(
                        "apps/a" + app + "/kustomization.yaml", "resources: [map.yaml]\nnamePrefix: " + value + "-\n");
        }
    }

    private static Map<String, String> read(Path directory) throws Exception {
        Map<String, String> files = new TreeMap<>();
        // once over the tree of the engine, so that links and hidden directories are what they are elsewhere
        assertThat(DirectorySourceTree.of(directory).names(SourcePath.ROOT)).isNotEmpty();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(path -> Files.isRegularFile(path)).toList()) {
                String path = directory.relativize(file).toString();
                if (!path.startsWith(".git/")) {
                    files.put(path, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }

    private static String map(String name, String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name
                + "\n  namespace: flux-system\ndata:\n  value: \"" + value + "\"\n";
    }

    private static String kustomization(String name, String path, String more) {
        return """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: %s, namespace: flux-system}
            spec:
              interval: 10m
              prune: true
              sourceRef: {kind: GitRepository, name: flux-system}
              path: ./%s
            """.formatted(name, path) + more;
    }
}
