package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.RepositoryUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of Rancher Fleet in a repository: they say which clusters there are, and what of the repository they get. */
final class FleetObjectsTest {
    private static final String HERE = "https://git.example/acme/shop";

    private final Map<String, String> files = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private RenderSettings settings = RenderSettings.DEFAULT.withAddresses(Set.of(RepositoryUrl.of(HERE)));

    @BeforeEach
    void bundles() {
        files.put("apps/web/fleet.yaml", """
            targetCustomizations:
              - {name: canary, clusterGroup: canaries, namespace: canary}
              - {name: prod, clusterSelector: {matchLabels: {env: prod}}, namespace: live}
            """);
        files.put("apps/web/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n");
        files.put("infra/dns/fleet.yaml", "{}\n");
        files.put("infra/dns/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: dns}\n");
    }

    private void object(String file, String kind, String name, String rest) {
        files.merge(
                "fleet/" + file,
                "apiVersion: fleet.cattle.io/v1alpha1\nkind: " + kind + "\nmetadata: {namespace: fleet-default, name: "
                        + name + rest + "\n",
                (one, other) -> one + "---\n" + other);
    }

    private void clusters() {
        object("clusters.yaml", "Cluster", "eu", ", labels: {env: prod}}");
        object("clusters.yaml", "Cluster", "dev", ", labels: {env: dev}}");
        object("groups.yaml", "ClusterGroup", "canaries", "}\nspec: {selector: {matchLabels: {ring: '0'}}}");
    }

    private void told(String name, Map<String, String> labels) {
        settings = settings.withClusters(List.of(new Cluster(name, "https://" + name, "", labels, Map.of(), true)));
    }

    private List<String> rendered() {
        RepositoryRenderer renderer = RepositoryRenderer.of(TracedMemo.ofBytes(1 << 20), settings);
        MemorySourceTree tree = MemorySourceTree.of(files);
        Environments environments = renderer.discovery().discover(tree);
        findings.clear();
        findings.addAll(environments.findings());
        List<String> rendered = new ArrayList<>();
        for (Closure closure : renderer.render(tree, environments.environments())) {
            findings.addAll(closure.findings());
            rendered.add(closure.environment().name()
                    + closure.manifests().stream()
                            .filter(manifest -> manifest.kind().equals("ConfigMap"))
                            .map(manifest -> " " + manifest.namespace() + "/" + manifest.name())
                            .sorted()
                            .collect(Collectors.joining()));
        }
        return rendered;
    }

    private List<String> rules() {
        return findings.stream()
                .map(finding -> finding.rule().value())
                .distinct()
                .toList();
    }

    @Test
    void clustersOfTheRepository_areEnvironments_withTheirLabelsAndGroups() {
        clusters();
        object("clusters.yaml", "Cluster", "us", ", labels: {env: prod, ring: '0'}}");

        assertThat(rendered())
                .containsExactly("dev default/dns default/web", "eu default/dns live/web", "us canary/web default/dns");
        assertThat(findings).isEmpty();
    }

    @Test
    void clustersThatTheOperatorTells_standBesideThem_andAddLabels() {
        clusters();
        told("us", Map.of("env", "prod"));
        assertThat(rendered())
                .containsExactly("dev default/dns default/web", "eu default/dns live/web", "us default/dns live/web");

        told("dev", Map.of("ring", "0", "env", "dev"));
        assertThat(rendered()).containsExactly("dev canary/web default/dns", "eu default/dns live/web");
        assertThat(findings).isEmpty();
    }

    /** Fleet walks through all directories, and packs what it finds in one that begins with a dot. */
    @Test
    void bundlesInHiddenDirectories_areDeployed() {
        told("eu", Map.of());
        files.put("apps/.late/fleet.yaml", "namespace: late\n");
        files.put("apps/.late/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: late}\n");
        files.put(".late/fleet.yaml", "namespace: top\n");
        files.put(".late/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: late}\n");

        assertThat(rendered()).singleElement().asString().contains("late/late", "top/late");

        object(
                "repo.yaml",
                "GitRepo",
                "shop",
                "}\nspec: {repo: '%s', paths: ['apps/*'], targets: [{clusterName: eu}]}".formatted(HERE));
        files.remove("apps/.late/fleet.yaml");
        assertThat(rendered())
                .singleElement()
                .asString()
                .contains("default/late")
                .doesNotContain("top/late");
    }

    @Test
    void aBundlesFileThatLooksLikeAnObject_isABundleAllTheSame() {
        told("eu", Map.of());
        for (String disguise : List.of(
                "kind: A", "kind: A\napiVersion: b/v1", "defaultNamespace: x\n---\nkind: A\napiVersion: b/v1")) {
            files.put("apps/web/fleet.yaml", "namespace: live\n" + disguise + "\n");

            assertThat(rendered()).containsExactly("eu default/dns live/web");
        }

        files.put("apps/web/fleet.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fleet}\n");
        assertThat(rendered()).containsExactly("eu default/dns");
    }

    @Test
    void labelsThatTheOperatorTells_winOverThoseOfAFile_whichIsNotGreen() {
        clusters();
        told("dev", Map.of("env", "prod"));

        assertThat(rendered()).containsExactly("dev default/dns live/web", "eu default/dns live/web");
        assertThat(rules()).containsExactly("fleet/ambiguous");
        assertThat(findings).allMatch(finding -> finding.message().contains("label `env`"));
    }

    @Test
    void aGroupThatNobodyDeclares_leavesWhatDependsOnItUnchecked() {
        clusters();
        files.remove("fleet/groups.yaml");

        assertThat(rendered()).containsExactly("dev default/dns", "eu default/dns");
        assertThat(findings).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.rule().value()).isEqualTo("fleet/group-unknown");
            assertThat(finding.isUnchecked()).isTrue();
            assertThat(finding.isUnseen()).isFalse();
            assertThat(finding.message()).contains("`canaries`", "`apps/web`");
        });
    }

    @Test
    void gitReposOfThisRepository_sayWhichClustersGetWhichPaths() {
        clusters();
        object(
                "repos.yaml",
                "GitRepo",
                "apps",
                "}\nspec: {repo: '" + HERE + ".git', paths: [/apps/*], targets: [{clusterName: eu}]}");
        assertThat(rendered()).containsExactly("dev", "eu live/web");

        object(
                "repos.yaml",
                "GitRepo",
                "infra",
                "}\nspec: {repo: 'git@git.example:acme/shop', paths: [infra], targets: [{clusterSelector: {}}]}");
        assertThat(rendered()).containsExactly("dev default/dns", "eu default/dns live/web");
        assertThat(findings).isEmpty();
    }

    @Test
    void gitReposOfOtherRepositories_sayNothing() {
        clusters();
        object("repos.yaml", "GitRepo", "x", "}\nspec: {repo: 'https://git.example/acme/other', paths: [infra]}");

        assertThat(rendered()).containsExactly("dev default/dns default/web", "eu default/dns live/web");
    }

    @Test
    void gitRepo_isThisOneByItsPaths_whereNobodyKnowsTheAddress() {
        clusters();
        settings = RenderSettings.DEFAULT;
        object(
                "repos.yaml",
                "GitRepo",
                "x",
                "}\nspec: {repo: 'https://a.example/b', paths: [infra/*], targets: [{clusterName: eu}]}");
        object("repos.yaml", "GitRepo", "y", "}\nspec: {repo: 'https://a.example/c', targets: [{clusterName: dev}]}");

        assertThat(rendered()).containsExactly("dev", "eu default/dns");
    }

    @Test
    void gitRepoWithoutTargets_isForTheDefaultGroup() {
        clusters();
        object("repos.yaml", "GitRepo", "x", "}\nspec: {repo: '" + HERE + "', paths: [infra]}");
        assertThat(rendered()).containsExactly("dev", "eu");
        assertThat(rules()).containsExactly("fleet/group-unknown");

        object("groups.yaml", "ClusterGroup", "default", "}\nspec: {selector: {matchLabels: {env: dev}}}");
        assertThat(rendered()).containsExactly("dev default/dns", "eu");
        assertThat(findings).isEmpty();
    }

    @Test
    void gitRepo_isForClustersOfItsNamespace_unlessOneMapsOthers() {
        clusters();
        object(
                "repos.yaml",
                "GitRepo",
                "x",
                "}\nspec: {repo: '" + HERE + "', paths: [infra], targets: [{clusterSelector: {}}]}");
        files.computeIfPresent("fleet/repos.yaml", (file, text) -> text.replace("fleet-default", "fleet-local"));
        assertThat(rendered()).containsExactly("dev", "eu");

        object("mapping.yaml", "BundleNamespaceMapping", "m", "}\nbundleSelector: {}");
        assertThat(rendered()).containsExactly("dev default/dns", "eu default/dns");
    }

    @Test
    void targetNamespace_isThatOfTheBundle_onceForEachGitRepo() {
        clusters();
        files.remove("fleet/groups.yaml");
        for (String name : List.of("one", "two")) {
            object(
                    "repos.yaml",
                    "GitRepo",
                    name,
                    "}\nspec: {repo: '" + HERE + "', paths: [infra], targetNamespace: " + name
                            + ", targets: [{clusterName: eu}]}");
        }

        assertThat(rendered()).containsExactly("dev", "eu one/dns two/dns");
    }

    @Test
    void overrideTargets_takeThePlaceOfThoseOfTheGitRepo() {
        clusters();
        object(
                "repos.yaml",
                "GitRepo",
                "x",
                "}\nspec: {repo: '" + HERE + "', paths: [infra], targets: [{clusterName: eu}]}");
        files.put("infra/dns/fleet.yaml", "overrideTargets: [{clusterName: dev}]\n");

        assertThat(rendered()).containsExactly("dev default/dns", "eu");
    }

    @Test
    void pathOfAGitRepo_isABundleWithoutAFileOfItsOwn() {
        clusters();
        files.put("plain/deep/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: plain}\n");
        files.put("plain/own/fleet.yaml", "namespace: own\n");
        files.put("plain/own/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: own}\n");
        files.put("holder/own/fleet.yaml", "namespace: held\n");
        files.put("holder/own/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held}\n");
        object(
                "repos.yaml",
                "GitRepo",
                "x",
                "}\nspec: {repo: '" + HERE
                        + "', paths: [plain, ./holder/, ../x, 'bad[', missing], targets: [{clusterName: eu}]}");

        assertThat(rendered()).containsExactly("dev", "eu default/plain held/held own/own");
        assertThat(findings).isEmpty();
    }

    @Test
    void pathsCount_whereNoClusterIsKnown() {
        object(
                "repos.yaml",
                "GitRepo",
                "x",
                "}\nspec: {repo: '" + HERE + "', paths: [infra], targets: [{clusterName: eu}]}");

        assertThat(rendered()).containsExactly("canary default/dns", "prod default/dns");
    }

    @Test
    void bundlesThatAGitRepoNamesOneByOne_areSaidNotToBeRead() {
        clusters();
        object(
                "repos.yaml",
                "GitRepo",
                "x",
                "}\nspec: {repo: '" + HERE
                        + "', bundles: [{base: infra, options: b.yaml}], targets: [{clusterName: eu}]}");

        assertThat(rendered()).containsExactly("dev", "eu default/dns live/web");
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("fleet/git-repo");
            assertThat(finding.isUnchecked()).isTrue();
        });
    }

    @Test
    void clustersOfOneNameInTwoNamespaces_areTwoEnvironments() {
        clusters();
        object("other.yaml", "Cluster", "eu", "}");
        files.computeIfPresent("fleet/other.yaml", (file, text) -> text.replace("fleet-default", "fleet-local"));

        assertThat(rendered())
                .hasSize(3)
                .contains("fleet-default-eu default/dns live/web", "fleet-local-eu default/dns");
        assertThat(rules()).containsExactly("fleet/group-unknown");
    }

    @Test
    void whatIsWrittenTwice_orCannotBeAnEnvironment_isSaid() {
        clusters();
        object("z.yaml", "Cluster", "eu", ", labels: {env: dev}}");
        object("z.yaml", "Cluster", "dev", ", labels: {env: dev}}");
        object("z.yaml", "Cluster", "1.eu", "}");

        assertThat(rendered()).containsExactly("dev default/dns default/web", "eu default/dns live/web");
        assertThat(rules()).containsExactlyInAnyOrder("fleet/ambiguous", "fleet/cluster-name");
        assertThat(findings).allMatch(Finding::isUnchecked);
    }

    @Test
    void thousandsOfClusters_areLookedAtUpToALimit() {
        files.put(
                "fleet/many.yaml",
                IntStream.range(0, 1_100)
                        .mapToObj(i -> "{apiVersion: fleet.cattle.io/v1alpha1, kind: Cluster, metadata: {name: c%d}}\n"
                                .formatted(i))
                        .collect(Collectors.joining("---\n")));
        files.remove("apps/web/fleet.yaml");

        assertThat(rendered()).hasSize(1_000);
        assertThat(rules()).containsExactly("fleet/limit");
    }

    @Test
    void objectsOfFleetAlone_makeNoClusters() {
        clusters();
        files.keySet().removeIf(file -> !file.startsWith("fleet/"));

        assertThat(rendered()).singleElement().asString().startsWith("default");
    }
}
