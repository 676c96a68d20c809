package io.github.ksailbot.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentBudgetTest {
    private static final Environment ENVIRONMENT = new EnvironmentDiscovery()
            .discover(MemorySourceTree.of(Map.of("ksail.yaml", """
                apiVersion: ksail.io/v1alpha1
                kind: Cluster
                metadata: {name: prod}
                """, "k8s/kustomization.yaml", "")))
            .environments()
            .get(0);

    @ParameterizedTest
    @CsvSource({"1000000000, 0", "0, 3000000"})
    void theEnvironmentsThatComeAfterTooMuch_areNotRendered_andNotGreen(long steps, long values) {
        EnvironmentBudget budget = new EnvironmentBudget(environment -> new Closure(
                environment,
                List.of(),
                List.of(),
                List.of(),
                new TreeSet<>(),
                List.of(),
                new Closure.Cost(steps, values)));

        List<Closure> closures =
                Stream.generate(() -> budget.render(ENVIRONMENT)).limit(4).toList();

        assertThat(closures.subList(0, 2))
                .allSatisfy(closure -> assertThat(closure.findings()).isEmpty());
        assertThat(closures.subList(2, 4)).allSatisfy(closure -> assertThat(closure.findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule().value()).isEqualTo("graph/limit");
                    assertThat(finding.isUnchecked()).isTrue();
                }));
    }
}
