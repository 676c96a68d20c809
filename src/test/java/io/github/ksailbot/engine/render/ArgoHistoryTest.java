package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environments of Argo CD from discovery on, and that what is kept of earlier commits of one is not seen. */
final class ArgoHistoryTest {
    private static final int APPS = 6;
    private static final int COMMITS = 30;
    private static final String URL = "https://github.com/acme/platform";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyHistory_comesOutAsIfEachCommitWereRenderedFromNothing(long seed) {
        Map<String, String> files = repository();
        Random random = new Random(seed);
        ClosureComparison comparison = new ClosureComparison(RenderSettings.DEFAULT);

        for (int commit = 0; commit < COMMITS; commit++) {
            change(files, random);
            List<Closure> closures =
                    comparison.assertSame(MemorySourceTree.of(files), "seed " + seed + ", commit " + commit);
            assertThat(closures).hasSize(1);
        }
    }

    @Test
    void environment_ofArgoCdBringsAllThatItsApplicationsBring() {
        SourceTree tree = MemorySourceTree.of(repository());

        Closure closure = new EnvironmentRenderer(new Kustomizer()).render(tree, environment(tree));

        // the set and the root, the Applications of both, and a ConfigMap of each
        assertThat(closure.nodes()).hasSize(2 + APPS).allMatch(node -> node.state() == NodeState.RENDERED);
        assertThat(closure.manifests().stream()
                        .filter(manifest -> manifest.kind().equals("ConfigMap"))
                        .map(manifest -> manifest.id().toString()))
                .containsExactlyInAnyOrder(
                        "ConfigMap/n0/m0",
                        "ConfigMap/n1/m1",
                        "ConfigMap/n2/m2",
                        "ConfigMap/n3/m3",
                        "ConfigMap/n4/m4",
                        "ConfigMap/n5/m5");
        assertThat(closure.read()).extracting(Object::toString).contains("apps/a5/map.yaml", "more/a1.yaml");
    }

    private static Environment environment(SourceTree tree) {
        List<Environment> all = new EnvironmentDiscovery().discover(tree).environments();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** A root of Applications in another directory, and a set over the files that are left. */
    private static Map<String, String> repository() {
        Map<String, String> files = new TreeMap<>();
        files.put("root/root.yaml", application("root", "more", "{name: in-cluster, namespace: argocd}"));
        files.put("root/set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: set, namespace: argocd}
            spec:
              goTemplate: true
              generators:
                - git: {repoURL: '%s', files: [{path: sets/*.yaml}]}
              template:
                metadata: {name: 'a{{.number}}'}
                spec:
                  source: {repoURL: '%s', path: 'apps/a{{.number}}'}
                  destination: {name: in-cluster, namespace: 'n{{.number}}'}
            """.formatted(URL, URL));
        for (int i = 0; i < APPS; i++) {
            files.put("apps/a" + i + "/map.yaml", map("m" + i, "v"));
            if (i % 2 == 0) {
                files.put("sets/" + i + ".yaml", "number: '" + i + "'\n");
            } else {
                files.put(
                        "more/a" + i + ".yaml",
                        application("a" + i, "apps/a" + i, "{name: in-cluster, namespace: n" + i + "}"));
            }
        }
        return files;
    }

    private static void change(Map<String, String> files, Random random) {
        int app = random.nextInt(APPS);
        String value = "v" + random.nextInt(3);
        String directory = "apps/a" + app;
        switch (random.nextInt(9)) {
            case 0 -> files.put(directory + "/map.yaml", map("m" + app, value));
            case 1 ->
                files.put(directory + "/kustomization.yaml", "resources: [map.yaml]\nnamePrefix: " + value + "-\n");
            case 2 -> files.remove(directory + "/kustomization.yaml");
            case 3 -> files.put(directory + "/.argocd-source.yaml", "kustomize: {nameSuffix: -" + value + "}\n");
            case 4 -> files.remove(directory + "/.argocd-source.yaml");
            case 5 -> files.put("sets/" + app + ".yaml", "number: '" + random.nextInt(APPS) + "'\n");
            case 6 -> files.remove("sets/" + app + ".yaml");
            case 7 ->
                files.put(
                        "more/a" + app + ".yaml",
                        application(
                                "a" + app,
                                "apps/a" + random.nextInt(APPS + 1),
                                "{name: in-cluster, namespace: " + value + "}"));
            default -> files.put(directory + "/sub/more.yaml", map("more", value));
        }
    }

    private static String map(String name, String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {key: %s}\n".formatted(name, value);
    }

    private static String application(String name, String path, String destination) {
        return """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: %s, namespace: argocd}
            spec:
              source: {repoURL: '%s', path: %s}
              destination: %s
            """.formatted(name, URL, path, destination);
    }
}
