package io.github.ksailbot.engine.environment.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.DeliverySettings;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.environment.ValidationSettings;
import io.github.ksailbot.engine.environment.ksail.KsailFiles;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentDiscoveryTest {
    private static final String HEADER = "apiVersion: ksail.io/v1alpha1\nkind: Cluster\n";
    private static final String KUSTOMIZATION = "resources: []\n";

    private final MemorySourceTree.Builder tree = MemorySourceTree.builder();

    @Test
    void twoEnvironments() {
        tree.file("ksail.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata:
              name: home
            spec:
              cluster:
                gitOpsEngine: Flux
              workload:
                kustomizationFile: clusters/local
            """)
                .file("ksail.prod.yaml", """
                    apiVersion: ksail.io/v1alpha1
                    kind: Cluster
                    spec:
                      cluster:
                        gitOpsEngine: ArgoCD
                      workload:
                        sourceDirectory: ./k8s/
                        kustomizationFile: clusters/prod
                        validation:
                          skipKinds: [Application, ExternalSecret]
                    """)
                .file("k8s/clusters/local/kustomization.yaml", KUSTOMIZATION)
                .file("k8s/clusters/prod/kustomization.yaml", KUSTOMIZATION);

        Environments found = discover();

        assertThat(found.findings()).isEmpty();
        assertThat(found.environments())
                .containsExactly(
                        new Environment(
                                new EnvironmentName("local"),
                                path("ksail.yaml"),
                                path("k8s"),
                                List.of(path("k8s/clusters/local")),
                                GitOpsEngine.FLUX,
                                ValidationSettings.DEFAULT,
                                deliveredFrom("./clusters/local")),
                        new Environment(
                                new EnvironmentName("prod"),
                                path("ksail.prod.yaml"),
                                path("k8s"),
                                List.of(path("k8s/clusters/prod")),
                                GitOpsEngine.ARGO_CD,
                                new ValidationSettings(List.of("Application", "ExternalSecret")),
                                deliveredFrom("./clusters/prod")));
    }

    private static DeliverySettings deliveredFrom(String entryPath) {
        DeliverySettings none = DeliverySettings.NONE;
        return new DeliverySettings(
                none.registry(),
                none.credentials(),
                none.tag(),
                none.connection(),
                List.of(path("kind.yaml")),
                entryPath,
                none.flux(),
                none.unresolved());
    }

    @Test
    void baseName_metadata() {
        tree.file("ksail.yaml", HEADER + "metadata: {name: home}\nspec: {workload: {kustomizationFile: overlays/x}}\n")
                .file("k8s/overlays/x/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown()).containsExactly("home [k8s/overlays/x]");
    }

    @Test
    void baseName_default() {
        tree.file("ksail.yaml", HEADER).file("k8s/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown()).containsExactly("default [k8s]");
    }

    @Test
    void baseName_overlayIsNoName() {
        tree.file(
                        "ksail.yaml",
                        HEADER + "metadata: {name: home}\nspec:\n  workload:\n    kustomizationFile: clusters/Prod\n")
                .file("k8s/clusters/Prod/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "home [k8s/clusters/Prod]",
                        "ksail.yaml:6:5 WARNING environment/name spec.workload.kustomizationFile");
    }

    @Test
    void fileName_copiedFromAnotherEnvironment() {
        tree.file("ksail.prod.yaml", HEADER + "spec:\n  workload:\n    kustomizationFile: clusters/dev\n")
                .file("k8s/clusters/dev/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "prod [k8s/clusters/dev]",
                        "ksail.prod.yaml:5:5 WARNING environment/name spec.workload.kustomizationFile");
    }

    @Test
    void fileNames_thatDeclareNothing() {
        tree.file("ksail.yaml", HEADER)
                .file("ksail.base.yaml", HEADER)
                .file("ksail.Prod.yaml", HEADER)
                .file("ksail.prod.backup.yaml", HEADER)
                .file("ksail.dev.yml", HEADER)
                .file("ksail.json", "{}")
                .file("k8s/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "default [k8s]",
                        "ksail.Prod.yaml:1:1 WARNING environment/file-name",
                        "ksail.base.yaml:1:1 ERROR environment/reserved-name",
                        "ksail.dev.yml:1:1 WARNING environment/file-name",
                        "ksail.prod.backup.yaml:1:1 WARNING environment/file-name");
    }

    @Test
    void duplicateName_bothEntriesAreJudged() {
        tree.file("ksail.yaml", HEADER + "metadata:\n  name: prod\nspec: {workload: {kustomizationFile: a}}\n")
                .file("ksail.prod.yaml", HEADER + "spec: {workload: {kustomizationFile: b}}\n")
                .file("k8s/a/kustomization.yaml", KUSTOMIZATION)
                .file("k8s/b/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown()).containsExactly("prod [k8s/a, k8s/b]", "ksail.yaml:4:3 ERROR environment/duplicate-name");
    }

    @Test
    void missingSourceDirectory_default() {
        tree.file("ksail.yaml", HEADER + "spec:\n  workload:\n    tag: dev\n");

        assertThat(shown())
                .containsExactly(
                        "default []",
                        "ksail.yaml:4:3 ERROR environment/missing-directory spec.workload.sourceDirectory");
        assertThat(discover().findings().get(0).message())
                .isEqualTo(
                        "`spec.workload.sourceDirectory` is not set, so that KSail delivers `k8s`, and the repository"
                                + " has no directory `k8s`: nothing would be delivered.");
    }

    @Test
    void missingSourceDirectory_named() {
        tree.file("ksail.yaml", HEADER + "spec:\n  workload:\n    sourceDirectory: deploy\n")
                .file("k8s/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "default []",
                        "ksail.yaml:5:5 ERROR environment/missing-directory spec.workload.sourceDirectory");
    }

    @Test
    void missingEntry() {
        tree.file("ksail.prod.yaml", HEADER + "spec:\n  workload:\n    kustomizationFile: clusters/prod\n")
                .file("k8s/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "prod []",
                        "ksail.prod.yaml:5:5 ERROR environment/missing-directory spec.workload.kustomizationFile");
        assertThat(discover().findings().get(0))
                .returns(
                        "`spec.workload.kustomizationFile` is `clusters/prod`, and the repository has no directory"
                                + " `k8s/clusters/prod`.",
                        Finding::message)
                .returns(
                        "Create `k8s/clusters/prod/kustomization.yaml`, or correct the path, which is relative to"
                                + " `k8s`.",
                        Finding::fix);
    }

    @Test
    void entryIsAFile() {
        tree.file("ksail.yaml", HEADER + "spec:\n  workload:\n    kustomizationFile: a/kustomization.yaml\n")
                .file("k8s/a/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "default [k8s/a]",
                        "ksail.yaml:5:5 ERROR environment/not-a-directory spec.workload.kustomizationFile");
    }

    @Test
    void entryOutsideOfTheSource() {
        tree.file("ksail.yaml", HEADER + "spec:\n  workload:\n    kustomizationFile: ../other\n")
                .file("k8s/kustomization.yaml", KUSTOMIZATION)
                .file("other/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "default [other]",
                        "ksail.yaml:5:5 ERROR environment/path-escapes spec.workload.kustomizationFile");
    }

    @Test
    void pathsThatLeaveTheRepository() {
        for (String path : List.of("../k8s", "/k8s", "~/k8s", "C:/k8s", "'..\\k8s'", "'\\\\host\\k8s'", "link")) {
            MemorySourceTree.Builder repository = MemorySourceTree.builder()
                    .file("ksail.prod.yaml", HEADER + "spec:\n  workload:\n    sourceDirectory: " + path + "\n")
                    .link("link", "../k8s")
                    .file("k8s/kustomization.yaml", KUSTOMIZATION);

            assertThat(show(new EnvironmentDiscovery().discover(repository.build())))
                    .as(path)
                    .contains("ksail.prod.yaml:5:5 ERROR environment/path-escapes spec.workload.sourceDirectory")
                    .hasSize(2);
        }
    }

    @Test
    void variables_defaults() {
        tree.file(
                        "ksail.yaml",
                        HEADER
                                + "spec:\n"
                                + "  workload:\n"
                                + "    sourceDirectory: ${DIR:-deploy}\n"
                                + "    kustomizationFile: clusters/${ENV:=prod}\n")
                .file("deploy/clusters/prod/kustomization.yaml", KUSTOMIZATION)
                .file("deploy/clusters/dev/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown()).containsExactly("prod [deploy/clusters/prod]");
        assertThat(show(new EnvironmentDiscovery(Map.of("ENV", "dev")).discover(tree.build())))
                .containsExactly("dev [deploy/clusters/dev]");
    }

    @Test
    void variables_unresolvedEntry_judgesAllRoots() {
        tree.file("ksail.yaml", HEADER + "spec:\n  workload:\n    kustomizationFile: clusters/${ENV}\n")
                .file("k8s/clusters/prod/kustomization.yaml", KUSTOMIZATION)
                .file("k8s/clusters/dev/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "default [k8s/clusters/dev, k8s/clusters/prod]",
                        "ksail.yaml:5:5 ERROR ksail/unresolved-variable spec.workload.kustomizationFile");
        assertThat(discover().findings().get(0).message())
                .isEqualTo("`spec.workload.kustomizationFile` needs the variable `ENV`, which has no value here and no"
                        + " default: the directory cannot be known.");
    }

    @Test
    void variables_unresolvedSource_fallsBackToTheLayout() {
        tree.file("ksail.prod.yaml", HEADER + "spec:\n  workload:\n    sourceDirectory: ${DIR}\n")
                .file("k8s/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .containsExactly(
                        "default [k8s]",
                        "ksail.prod.yaml:5:5 ERROR ksail/unresolved-variable spec.workload.sourceDirectory");
    }

    @Test
    void noEntry_sourceWithoutKustomization_entersEveryRoot() {
        tree.file("ksail.yaml", HEADER)
                .file("k8s/bases/apps/kustomization.yaml", KUSTOMIZATION)
                .file("k8s/bases/net/kustomization.yml", KUSTOMIZATION)
                .file("k8s/parts/tls/kustomization.yaml", "kind: Component\n")
                .file("k8s/overlays/a/kustomization.yaml", "resources: [../../bases/apps/]\n")
                .file("k8s/overlays/b/Kustomization", "bases: [../../bases/net, https://example.org/x]\n")
                .file("k8s/overlays/c/kustomization.yaml", "components: [../../parts/tls]\n")
                .file(
                        "k8s/flux/kustomization.yaml",
                        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n")
                .file("k8s/.hidden/kustomization.yaml", KUSTOMIZATION)
                .file("k8s/chart/Chart.yaml", "")
                .file("k8s/chart/templates/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown()).containsExactly("default [k8s/overlays/a, k8s/overlays/b, k8s/overlays/c]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flux", "ArgoCD"})
    void anEngineTakesPlainFiles_whereNothingIsAKustomization(String engine) {
        tree.file("ksail.yaml", HEADER + "spec:\n  cluster:\n    gitOpsEngine: " + engine + "\n")
                .file("k8s/apps.yaml", "apiVersion: v1\nkind: ConfigMap\n");

        assertThat(shown()).containsExactly("default [k8s]");
    }

    @Test
    void brokenFile_isStillJudged() {
        tree.file(
                        "ksail.prod.yaml",
                        "kind: cluster\nspec:\n  cluster: {gitOpsEngine: flux}\n  workload:\n    source: x\n")
                .file("k8s/kustomization.yaml", KUSTOMIZATION);

        Environments found = discover();
        assertThat(show(found))
                .containsExactly(
                        "prod [k8s]",
                        "ksail.prod.yaml:1:1 ERROR ksail/missing-key apiVersion",
                        "ksail.prod.yaml:1:7 ERROR ksail/value kind",
                        "ksail.prod.yaml:3:27 ERROR ksail/value spec.cluster.gitOpsEngine",
                        "ksail.prod.yaml:5:5 ERROR ksail/unknown-key spec.workload.source");
        assertThat(found.environments().get(0).engine()).isEqualTo(GitOpsEngine.FLUX);
    }

    @Test
    void unreadableFiles() {
        tree.file("ksail.yaml", "a: [")
                .link("ksail.prod.yaml", "../ksail.yaml")
                .file("k8s/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown())
                .contains("default [k8s]", "ksail.prod.yaml:1:1 ERROR ksail/unreadable")
                .anyMatch(line -> line.startsWith("ksail.yaml:1:") && line.endsWith("ERROR yaml/syntax"));
    }

    @Test
    void noFileInTheRoot_oneDirectoryBelow() {
        tree.file("platform/ksail.yaml", HEADER + "spec: {workload: {sourceDirectory: ../k8s}}\n")
                .file("k8s/kustomization.yaml", KUSTOMIZATION)
                .file("docs/ksail.yaml", "just: an example\n")
                .file("a/b/c/d/ksail.yaml", HEADER);

        assertThat(shown()).containsExactly("default [k8s]");
    }

    @Test
    void noFileInTheRoot_severalDirectoriesBelow() {
        for (String directory : List.of("teams/A", "teams/b")) {
            tree.file(directory + "/ksail.yaml", HEADER)
                    .file(directory + "/ksail.prod.yaml", HEADER + "spec: {workload: {kustomizationFile: x}}\n")
                    .file(directory + "/k8s/kustomization.yaml", KUSTOMIZATION)
                    .file(directory + "/k8s/x/kustomization.yaml", KUSTOMIZATION);
        }

        assertThat(shown())
                .containsExactly(
                        "teams-a-default [teams/A/k8s]",
                        "teams-a-prod [teams/A/k8s/x]",
                        "teams-b-default [teams/b/k8s]",
                        "teams-b-prod [teams/b/k8s/x]");
    }

    @Test
    void fileInTheRoot_hidesThoseBelow() {
        tree.file("ksail.yaml", HEADER)
                .file("k8s/kustomization.yaml", KUSTOMIZATION)
                .file("example/ksail.prod.yaml", HEADER);

        assertThat(shown()).containsExactly("default [k8s]");
    }

    @Test
    void layout_usualDirectories() {
        tree.file("k8s/base/kustomization.yaml", KUSTOMIZATION)
                .file("k8s/prod/kustomization.yaml", "resources: [../base]\n")
                .file("k8s/part/kustomization.yaml", "kind: Component\n")
                .file("kubernetes/Kustomization", KUSTOMIZATION)
                .file("other/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown()).containsExactly("default [k8s/base, k8s/prod, kubernetes]");
        assertThat(source()).isEqualTo(SourcePath.ROOT);
    }

    @Test
    void layout_oneUsualDirectory() {
        tree.file("k8s/kustomization.yaml", KUSTOMIZATION);

        assertThat(shown()).containsExactly("default [k8s]");
        assertThat(source()).isEqualTo(path("k8s"));
    }

    @Test
    void layout_fluxClusters_whatLiesBesideBelongsToIt() {
        tree.file("clusters/prod/kustomization.yaml", KUSTOMIZATION)
                .file("apps/web/deployment.yaml", "kind: Deployment\n");

        assertThat(shown()).containsExactly("default [clusters/prod]");
        assertThat(source()).isEqualTo(SourcePath.ROOT);
    }

    @Test
    void layout_elsewhere() {
        tree.file("deploy/base/kustomization.yaml", KUSTOMIZATION).file("k8s/loose.yaml", "");

        assertThat(shown()).containsExactly("default [deploy/base]");
        assertThat(source()).isEqualTo(SourcePath.ROOT);
    }

    @Test
    void layout_looseManifestsOnly() {
        tree.file("k8s/loose.yaml", "kind: ConfigMap\n");

        assertThat(shown()).containsExactly("default []");
        assertThat(source()).isEqualTo(path("k8s"));
    }

    @Test
    void layout_emptyRepository() {
        assertThat(shown()).containsExactly("default []");
        assertThat(source()).isEqualTo(SourcePath.ROOT);
    }

    @Test
    void layout_brokenKustomizationIsAnEntry() {
        tree.file("k8s/a/kustomization.yaml", "a: [").file("k8s/b/kustomization.yaml", "");

        assertThat(shown()).containsExactly("default [k8s/a, k8s/b]");
    }

    @Test
    void limit_ksailFiles() {
        for (int i = 0; i <= KsailFiles.MAX_FILES; i++) {
            tree.file("ksail.e%03d.yaml".formatted(i), HEADER);
        }
        tree.file("k8s/kustomization.yaml", KUSTOMIZATION);

        assertThat(discover().environments()).hasSize(KsailFiles.MAX_FILES);
        assertThat(shown()).endsWith("ksail.e100.yaml:1:1 ERROR environment/limit");
    }

    /** Six objects of a few hundred bytes that spell a million directories. */
    @Test
    void limit_oneDirectoryInManyPlaces() throws Exception {
        InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("test"));
        ObjectId directory;
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            directory = inserter.insert(new TreeFormatter());
            for (int depth = 0; depth < 6; depth++) {
                TreeFormatter next = new TreeFormatter();
                for (int i = 0; i < 10; i++) {
                    next.append("d" + i, FileMode.TREE, directory);
                }
                directory = inserter.insert(next);
            }
            inserter.flush();
        }

        Environments found =
                new EnvironmentDiscovery().discover(GitSourceTree.of(repository, directory, SourceLimits.DEFAULT));

        assertThat(found.findings()).hasSize(1);
        assertThat(found.findings().get(0).message())
                .isEqualTo(
                        "The repository's environments cannot be found: there are more than 50000 directories or 5000"
                                + " kustomizations, which is the limit.");
    }

    private Environments discover() {
        return new EnvironmentDiscovery().discover(tree.build());
    }

    private SourcePath source() {
        return discover().environments().get(0).sourceDirectory();
    }

    private List<String> shown() {
        return show(discover());
    }

    /** Environments as {@code name [entries]}, then findings as {@code file:line:column SEVERITY rule field}. */
    static List<String> show(Environments found) {
        List<String> lines = new ArrayList<>();
        found.environments().forEach(environment -> lines.add(environment.name() + " " + environment.entries()));
        for (Finding finding : found.findings()) {
            Origin origin = finding.origin();
            assertThat(origin).isNotNull();
            lines.add((origin.location() + " " + finding.severity() + " " + finding.rule() + " " + finding.field())
                    .strip());
        }
        return lines;
    }

    private static SourcePath path(String text) {
        return new SourcePath(text);
    }
}
