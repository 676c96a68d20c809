package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentBudgetTest {
    private static final String KSAIL = """
        apiVersion: ksail.io/v1alpha1
        kind: Cluster
        metadata: {name: %s}
        spec: {workload: {sourceDirectory: %s}}
        """;

    private static final SourceTree TREE = MemorySourceTree.of(Map.of(
            "ksail.a.yaml", KSAIL.formatted("a", "a"),
            "ksail.b.yaml", KSAIL.formatted("b", "b"),
            "ksail.c.yaml", KSAIL.formatted("c", "c"),
            "a/kustomization.yaml", "resources: [x.yaml]",
            "a/x.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
            "b/kustomization.yaml", "resources: [x.yaml]",
            "b/x.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}",
            "c/kustomization.yaml", "resources: [x.yaml]",
            "c/x.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}"));

    private static List<Closure> rendered(RepositoryRenderer renderer) {
        List<Environment> all = renderer.discovery().discover(TREE).environments();
        return renderer.render(TREE, all);
    }

    @Test
    void environmentsThatFit_areAllRendered_inTheirOrder() {
        List<Closure> closures = rendered(RepositoryRenderer.of(TracedMemo.ofDefaultSize(), RenderSettings.DEFAULT));

        assertThat(closures)
                .extracting(closure -> closure.environment().name().value())
                .containsExactly("a", "b", "c");
        assertThat(closures)
                .allSatisfy(closure -> assertThat(closure.isWhole()).isTrue())
                .allSatisfy(closure -> assertThat(closure.manifests()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "1000000, 1"})
    void theEnvironmentsThatComeAfterTooMuch_areNotRendered_andNotGreen(long steps, long values) {
        List<Closure> closures = rendered(RepositoryRenderer.of(
                TracedMemo.ofDefaultSize(), RenderSettings.DEFAULT, new Closure.Cost(steps, values)));

        assertThat(closures.get(0).isWhole()).isTrue();
        assertThat(closures.subList(1, 3)).allSatisfy(closure -> {
            assertThat(closure.isWhole()).isFalse();
            assertThat(closure.manifests()).isEmpty();
            Finding finding = closure.findings().get(0);
            assertThat(finding.rule().value()).isEqualTo("graph/limit");
            assertThat(finding.isUnchecked()).isTrue();
            assertThat(finding.message())
                    .startsWith("The environment `%s` was not rendered"
                            .formatted(closure.environment().name().value()));
        });
    }

    @Test
    void eachTree_hasABudgetOfItsOwn() {
        RepositoryRenderer renderer = RepositoryRenderer.of(
                TracedMemo.ofDefaultSize(), RenderSettings.DEFAULT, new Closure.Cost(1_000_000, 10));
        rendered(renderer);

        assertThat(rendered(renderer).get(0).isWhole()).isTrue();
    }
}
