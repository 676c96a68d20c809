package io.github.ksailbot.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Changes of what Rancher Fleet deploys where: what they take out of sight is told. */
final class FleetVerdictTest {
    private final Map<String, String> files = new TreeMap<>(Map.of(
            "apps/web/fleet.yaml", "{}\n",
            "apps/web/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n",
            "apps/dns/fleet.yaml", "{}\n",
            "apps/dns/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: dns}\n",
            "fleet/prod.yaml", cluster("fleet-default", "prod"),
            "fleet/dev.yaml", cluster("fleet-default", "dev"),
            "fleet/repo.yaml", repository("apps/*", "fleet/*")));
    private final MemorySourceTree base = MemorySourceTree.of(files);

    private static String object(String kind, String namespace, String name, String spec) {
        return """
            apiVersion: fleet.cattle.io/v1alpha1
            kind: %s
            metadata: {namespace: %s, name: %s}
            spec: %s
            """.formatted(kind, namespace, name, spec);
    }

    private static String cluster(String namespace, String name) {
        return object("Cluster", namespace, name, "{}");
    }

    private static String repository(String... paths) {
        return object(
                "GitRepo",
                "fleet-default",
                "shop",
                "{paths: %s, targets: [{clusterSelector: {}}]}".formatted(List.of(paths)));
    }

    private List<String> told() {
        return TreeJudge.create().judge(MemorySourceTree.of(files), base, base).unreached().stream()
                .filter(JudgedFinding::isNew)
                .map(JudgedFinding::finding)
                .filter(finding -> finding.rule().value().startsWith("environment/"))
                .map(Finding::message)
                .toList();
    }

    @Test
    void noChange_tellsNothing() {
        files.put("apps/web/b.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n");

        assertThat(told()).isEmpty();
    }

    @Test
    void aClusterThatIsTakenAway_isTold_whileItsBundlesAreThere() {
        files.remove("fleet/prod.yaml");

        assertThat(told()).singleElement().asString().contains("`prod`").doesNotContain("`dev`");

        files.keySet().removeIf(file -> file.startsWith("apps/"));
        assertThat(told()).isEmpty();
    }

    @Test
    void aGitRepoThatReachesNothingAnyMore_tellsThatAllClustersAreGone() {
        files.put("fleet/repo.yaml", repository("fleet/*"));

        assertThat(told()).singleElement().asString().contains("`dev`, `prod`");
    }

    @Test
    void anotherClusterOfTheName_tellsThatTheFirstIsCalledDifferently() {
        files.put("fleet/other.yaml", cluster("other", "prod"));

        assertThat(told()).anyMatch(message -> message.contains("`prod`"));
    }

    @Test
    void bundlesThatAGitRepoTurnsAwayFrom_areTold() {
        files.put("fleet/repo.yaml", repository("apps/dns", "fleet/*"));
        assertThat(told()).singleElement().asString().contains("`apps/web`");

        files.keySet().removeIf(file -> file.startsWith("apps/web/"));
        assertThat(told()).isEmpty();
    }
}
