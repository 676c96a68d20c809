package io.github.ksailbot.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.ksailbot.cli.InDirectory;
import io.github.ksailbot.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;

class CheckCommandTest extends InDirectory {
    private static final String KUSTOMIZATION = """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          - service.yaml
        """;

    @Test
    void check_cleanDirectory() throws Exception {
        write("kustomization.yaml", KUSTOMIZATION);
        write("service.yaml", SERVICE);

        assertThat(Run.of("check", directory.toString())).isEqualTo(new Run(0, """
            default: passed: 1 manifest, 1 valid; 0 errors
            passed
            """, ""));
    }

    @Test
    void check_brokenDirectory_showsLineAndCaret() throws Exception {
        write("kustomization.yaml", KUSTOMIZATION);
        write("service.yaml", SERVICE.replace("port: 80", "port: eighty"));

        Run run = Run.of("check", directory.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("service.yaml:7:13: error: ")
                .contains("""
                        7 |     - port: eighty
                          |             ^
                            Service/web, spec.ports[0].port, in default
                    """)
                .endsWith("""
                    default: failed: 1 manifest, 0 valid, 1 invalid; 1 error
                    failed
                    """);
    }

    @Test
    void check_chartOfTheRepository_isRenderedAndJudged() throws Exception {
        write("ksail.prod.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata: {name: prod}
            spec:
              cluster: {gitOpsEngine: Flux}
              workload: {sourceDirectory: clusters, kustomizationFile: prod}
            """);
        write("clusters/prod/kustomization.yaml", "resources: [release.yaml]\n");
        write("clusters/prod/release.yaml", """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: web, namespace: apps}
            spec:
              chart:
                spec:
                  chart: ./charts/web
                  sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}
              values:
                port: eighty
            """);
        write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
        write("charts/web/templates/service.yaml", SERVICE.replace("port: 80", "port: {{ .Values.port }}"));

        Run run = Run.of("check", directory.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("charts/web/templates/service.yaml:7:13: error: ")
                .contains("""
                        7 |     - port: {{ .Values.port }}
                          |             ^
                            Service/apps/web, spec.ports[0].port, in prod
                            rendered by Helm here, over clusters/prod/release.yaml:10:11
                    """);
    }

    @Test
    void check_remoteBase_couldNotCheck() throws Exception {
        write("kustomization.yaml", """
            resources:
              - https://github.com/example/repository//base?ref=v1
            """);

        assertThat(Run.of("check", directory.toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void check_missingDirectory() {
        Run run = Run.of("check", directory.resolve("nothing").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: the directory `").endsWith("` does not exist.\n");
    }

    @Test
    void check_unknownOption() {
        assertThat(Run.of("check", "--bsae", "main").exitCode()).isEqualTo(2);
    }

    @Test
    void check_base_tellsNewFromOld() throws Exception {
        try (Git git = git()) {
            write("kustomization.yaml", KUSTOMIZATION);
            write("service.yaml", SERVICE.replace("port: 80", "port: eighty"));
            commit();
            git.checkout().setCreateBranch(true).setName("change").call();
            write("service.yaml", SERVICE.replace("port: 80", "port: eighty\n      portt: 1"));
            commit();
        }

        JsonNode report = json("check", directory.toString(), "--base", "main", "--head", "change", "--output", "json");

        assertThat(report.at("/compared").asBoolean()).isTrue();
        assertThat(report.at("/findings")).hasSize(2);
        assertThat(report.at("/findings/0/rule").asText()).isEqualTo("schema/unknown-field");
        assertThat(report.at("/findings/0/new").asBoolean()).isTrue();
        assertThat(report.at("/findings/0/line").asInt()).isEqualTo(8);
        assertThat(report.at("/findings/1/rule").asText()).isEqualTo("schema/wrong-type");
        assertThat(report.at("/findings/1/new").asBoolean()).isFalse();
    }

    @Test
    void check_base_thatFailsAsTheHeadDoes_hasNewFindingsToTell_butNoScoreToCompare() throws Exception {
        try (Git git = git()) {
            write(".github/ksail-bot.yaml", "scan: {frameworks: [NSA]}\n");
            write("kustomization.yaml", "resources: [service.yaml, gone.yaml]\n");
            write("service.yaml", SERVICE);
            commit();
            git.checkout().setCreateBranch(true).setName("change").call();
            write("README.md", "More.\n");
            commit();
        }

        Run run = Run.of("check", directory.toString(), "--base", "main", "--head", "change");

        assertThat(run.out())
                .containsPattern("default: scan could not check everything: compliance score \\d+\\.\\d\\d%, 0 new"
                        + " findings");
    }

    @Test
    void check_base_belowTheTopOfTheRepository() throws Exception {
        write("deploy/kustomization.yaml", KUSTOMIZATION);
        write("deploy/service.yaml", SERVICE);
        commit();

        Run run = Run.of("check", directory.resolve("deploy").toString(), "--base", "main");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void check_base_saysThatUncommittedChangesDoNotCount() throws Exception {
        write("kustomization.yaml", KUSTOMIZATION);
        write("service.yaml", SERVICE);
        commit();
        write("service.yaml", SERVICE.replace("port: 80", "port: eighty"));

        Run run = Run.of("check", directory.toString(), "--base", "main");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("note: the committed state is judged");
    }

    @Test
    void check_bareRepository_judgesItsHead() throws Exception {
        write("kustomization.yaml", KUSTOMIZATION);
        write("service.yaml", SERVICE.replace("port: 80", "port: eighty"));
        commit();
        Path bare = directory.resolve("bare.git");
        Git.cloneRepository()
                .setURI(directory.toUri().toString())
                .setBare(true)
                .setDirectory(bare.toFile())
                .call()
                .close();

        assertThat(Run.of("check", bare.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void manifestsOfNoEnvironment_areCounted_andTheirKindsWithoutSchemaNamed() throws Exception {
        write("plain.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
        write("set.yaml", "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: b}\n");

        assertThat(Run.of("check", directory.toString()).out())
                .contains("outside of every environment: 2 manifests, 1 valid, 1 skipped")
                .contains("no schema, or skipped: example.com/v1 Thing ×1");
    }

    @Test
    void version_isTheOneOfTheBuild() {
        assertThat(Run.of("--version").out()).matches("ksail-bot \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void check_unknownRevision() throws Exception {
        write("service.yaml", SERVICE);
        commit();

        Run run = Run.of("check", directory.toString(), "--base", "mian");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("error: the repository has no branch, tag or commit `mian`. Did you mean `main`?\n");
    }

    @Test
    void check_baseWithoutCommonCommit_isSaid() throws Exception {
        try (Git git = git()) {
            write("service.yaml", SERVICE);
            commit();
            git.checkout().setOrphan(true).setName("other").call();
            write("other.yaml", SERVICE.replace("web", "other"));
            commit();
        }

        Run run = Run.of("check", directory.toString(), "--base", "main");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("note: `main` has no commit in common with what is judged");
    }

    @Test
    void check_baseBeforeTheFirstCommit() throws Exception {
        git().close();

        assertThat(Run.of("check", directory.toString(), "--base", "main").err())
                .isEqualTo("error: the repository has no branch, tag or commit `HEAD`. It has no commits yet.\n");
    }

    @Test
    void check_mistakeOfSeveralEnvironments_isPrintedOnce() throws Exception {
        for (String name : List.of("dev", "prod")) {
            write("ksail." + name + ".yaml", """
                apiVersion: ksail.io/v1alpha1
                kind: Cluster
                metadata: {name: %s}
                spec: {workload: {sourceDirectory: k8s}}
                """.formatted(name));
        }
        write("k8s/kustomization.yaml", KUSTOMIZATION);
        write("k8s/service.yaml", SERVICE.replace("port: 80", "port: eighty"));

        Run run = Run.of("check", directory.toString());

        assertThat(run.out().lines().filter(line -> line.contains("[schema/wrong-type]")))
                .hasSize(1);
        assertThat(run.out()).contains("Service/web, spec.ports[0].port, in dev, prod\n");
    }

    @Test
    void check_baseOutsideOfGit() throws Exception {
        write("service.yaml", SERVICE);

        Run run = Run.of("check", directory.toString(), "--base", "main");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is not in a Git repository");
    }

    @Test
    void check_json_isAsTheSchemaSays() throws Exception {
        write("kustomization.yaml", KUSTOMIZATION);
        write("service.yaml", SERVICE.replace("port: 80", "port: eighty"));
        write("other/loose.yaml", "apiVersion: example.org/v1\nkind: Thing\nmetadata:\n  name: a\n  name: b\n");

        Run run = Run.of("check", directory.toString(), "--output", "json");

        assertThat(new ObjectMapper().readTree(run.out()).at("/findings")).hasSize(2);
        String schema = Files.readString(Path.of("docs/check-output.schema.json"));
        var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(run.out(), InputFormat.JSON);
        assertThat(errors).isEmpty();
    }

    @Test
    void check_hostileText_doesNotReachTheTerminal() throws Exception {
        write("kustomization.yaml", KUSTOMIZATION);
        write("service.yaml", SERVICE.replace("port: 80", "port: \"\\e[2J\u202E\""));

        assertThat(Run.of("check", directory.toString()).out())
                .doesNotContain("\u001b")
                .doesNotContain("\u202E");
    }

    private JsonNode json(String... arguments) throws IOException {
        return new ObjectMapper().readTree(Run.of(arguments).out());
    }
}
