package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What no environment reaches is read within one budget, and what is beyond it is never taken for checked. */
class LooseFilesBudgetTest {
    private static final String MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n";
    private static final int VALUES = 6;

    private final Map<String, String> files = new TreeMap<>();

    private LooseFiles.Loose find(long steps, long values) {
        SourceTree tree = MemorySourceTree.of(files);
        List<Closure> closures = new EnvironmentDiscovery()
                .discover(tree).environments().stream()
                        .map(environment -> new Closure(
                                environment,
                                List.of(),
                                List.of(),
                                List.of(),
                                new TreeSet<>(),
                                List.of(),
                                Closure.Cost.NOTHING))
                        .toList();
        return new LooseFiles(new Kustomizer(), new Closure.Cost(steps, values)).find(tree, closures);
    }

    @Test
    void files_areReadAsFarAsTheBudgetGoes_andTheOthersAreAFinding() {
        for (int i = 0; i < 10; i++) {
            files.put("k8s/" + i + ".yaml", MAP);
        }

        assertThat(find(1, 10 * VALUES).manifests()).hasSize(10);
        assertThat(find(1, 10 * VALUES).findings()).isEmpty();
        LooseFiles.Loose cut = find(1, 4 * VALUES);
        assertThat(cut.manifests()).hasSize(4);
        assertThat(cut.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("graph/limit");
            assertThat(finding.isUnchecked()).isTrue();
        });
    }

    @Test
    void kustomizations_areBuiltAsFarAsTheBudgetGoes_andWhatTheyHoldIsNotTakenForItself() {
        for (int i = 0; i < 10; i++) {
            files.put("k8s/" + i + "/kustomization.yaml", "resources: [map.yaml]\nnamePrefix: p-\n");
            files.put("k8s/" + i + "/map.yaml", MAP);
        }

        assertThat(find(1_000_000, 1_000_000).manifests()).hasSize(10);
        for (LooseFiles.Loose cut : List.of(find(1_000_000, 4 * VALUES), find(1, 1_000_000))) {
            assertThat(cut.manifests()).hasSizeBetween(1, 4).allMatch(manifest -> manifest.name()
                    .equals("p-a"));
            assertThat(cut.findings()).singleElement().matches(Finding::isUnchecked);
        }
    }
}
