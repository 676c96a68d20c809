package io.github.ksailbot.engine.environment.ksail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Variables;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ksail file may say, apart from the directories that it names. */
final class KsailFileTest {
    private static final String HEADER = "apiVersion: ksail.io/v1alpha1\nkind: Cluster\n";

    @Test
    void complete_nothingToSay() {
        assertThat(problems("""
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata:
              name: local
            spec:
              editor: code --wait
              cluster:
                distribution: Talos
                distributionConfig: talos
                provider: Docker
                gitOpsEngine: Flux
                cni: Cilium
                connection:
                  kubeconfig: ~/.kube/config
                  context: admin@local
                  timeout: 1h30m
                localRegistry:
                  registry: user:${GHCR_TOKEN}@ghcr.io/org/repo:tag
                  credentials:
                    tokenEnvVar: GHCR_TOKEN
                    cliTokenEnvVar: PUSH_TOKEN
                    clusterTokenEnvVar: PULL_TOKEN
                sops:
                  enabled: true
                  env:
                    var: SOPS_AGE_KEY
                  extract:
                    file: keys.txt
                    publicKeys: [age1x]
              provider:
                hetzner:
                  sshKeyName: key
              workload:
                sourceDirectory: ${SOURCE:-k8s}
                kustomizationFile: clusters/local
                validateOnPush: true
                tag: dev
                flux:
                  operatorVersion: 0.58.1
                  distributionVersion: 2.x
                  verify:
                    provider: cosign
                    secretRef:
                      name: keys
                    matchOIDCIdentity:
                      - issuer: ^https://token.actions.githubusercontent.com$
                        subject: ^https://github.com/org/
                watch:
                  hooks:
                    - make generate
                validation:
                  skipKinds: [Application]
                  schemaLocations: [schemas]
                  helmRender: false
                  rules: rules
                scan:
                  frameworks: [nsa]
                  complianceThreshold: 85
                  exceptions: exceptions.json
              chat:
                model: any
            """)).isEmpty();
    }

    @Test
    void emptySections_areAbsent() {
        assertThat(problems(HEADER + "metadata:\nspec:\n  cluster:\n  workload:\n    validation:\n      skipKinds:\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # line:column of the key or the value, rule, field, fix
        spec: {workload: {sourceDir: x}}             | 3:19 ksail/unknown-key spec.workload.sourceDir                       | Remove it; known here: flux, kustomizationFile, scan, sourceDirectory, tag, validateOnPush, validation, watch.
        spec: {workload: {sourceDirectry: x}}        | 3:19 ksail/unknown-key spec.workload.sourceDirectry                  | Did you mean `sourceDirectory`?
        spec: {gitOpsEngine: Flux}                   | 3:8 ksail/unknown-key spec.gitOpsEngine                              | Remove it; known here: chat, cluster, editor, provider, workload.
        extra: 1                                     | 3:1 ksail/unknown-key extra                                          | Remove it; known here: apiVersion, kind, metadata, spec.
        spec: {cluster: {gitopsengine: Flux}}        | 3:18 ksail/key-case spec.cluster.gitopsengine                        | Write `gitOpsEngine`.
        spec: {cluster: {gitOpsEngin: Flux}}         | 3:18 ksail/unknown-key spec.cluster.gitOpsEngin                      | Write `gitOpsEngine` if that is what you mean.
        spec: {cluster: {name: local}}               | 3:24 ksail/unknown-key spec.cluster.name                             | Write `metadata.name` instead.
        spec: {cluster: {somethingElse: 1}}          | -                                                                    | -
        spec: {cluster: {gitOpsEngine: flux}}        | 3:32 ksail/value spec.cluster.gitOpsEngine                           | Did you mean `Flux`?
        spec: {cluster: {gitOpsEngine: Argo CD}}     | 3:32 ksail/value spec.cluster.gitOpsEngine                           | Did you mean `ArgoCD`?
        spec: {cluster: {gitOpsEngine: Jenkins}}     | 3:32 ksail/value spec.cluster.gitOpsEngine                           | Choose one of None, Flux, ArgoCD.
        spec: {cluster: {gitOpsEngine: ""}}          | -                                                                    | -
        spec: {cluster: {gitOpsEngine: true}}        | 3:32 ksail/type spec.cluster.gitOpsEngine                            | Put quotes around it.
        spec: {workload: {tag: 1.0}}                 | 3:24 ksail/type spec.workload.tag                                    | Put quotes around it.
        spec: {workload: {tag: [a]}}                 | 3:24 ksail/type spec.workload.tag                                    | ''
        spec: {workload: []}                         | 3:18 ksail/type spec.workload                                        | ''
        spec: {workload: {validateOnPush: "yes"}}    | 3:35 ksail/type spec.workload.validateOnPush                         | ''
        spec: {workload: {validation: {skipKinds: A}}} | 3:43 ksail/type spec.workload.validation.skipKinds                 | ''
        spec: {workload: {validation: {skipKinds: [1]}}} | 3:44 ksail/type spec.workload.validation.skipKinds[0]            | Put quotes around it.
        spec: {workload: {validation: {strict: true}}} | 3:32 ksail/unknown-key spec.workload.validation.strict             | Remove it; known here: helmRender, rules, schemaLocations, skipKinds.
        spec: {workload: {validation: {rules: "${R}"}}} | 3:39 ksail/variable-not-expanded spec.workload.validation.rules   | Write the value itself.
        spec: {workload: {scan: {complianceThreshold: 101}}} | 3:47 ksail/value spec.workload.scan.complianceThreshold      | ''
        spec: {workload: {scan: {complianceThreshold: -1}}}  | 3:47 ksail/value spec.workload.scan.complianceThreshold      | ''
        spec: {workload: {scan: {complianceThreshold: 85.5}}} | 3:47 ksail/type spec.workload.scan.complianceThreshold      | ''
        spec: {workload: {scan: {complianceThreshold: 99999999999}}} | 3:47 ksail/value spec.workload.scan.complianceThreshold | ''
        spec: {workload: {scan: {complianceThreshold: 0}}}   | -                                                            | -
        spec: {workload: {scan: {complianceThreshold: 100}}} | -                                                            | -
        spec: {workload: {flux: {verify: {provider: gpg}}}}  | 3:45 ksail/value spec.workload.flux.verify.provider          | Choose one of cosign, notation.
        spec: {workload: {watch: {hooks: {a: b}}}}   | -                                                                    | -
        spec: {cluster: {connection: {timeout: 300}}} | 3:40 ksail/value spec.cluster.connection.timeout                    | Write a duration such as `90s`, `5m` or `1h30m`.
        spec: {cluster: {connection: {timeout: 5 minutes}}} | 3:40 ksail/value spec.cluster.connection.timeout              | Write a duration such as `90s`, `5m` or `1h30m`.
        spec: {cluster: {connection: {timeout: 0}}}  | -                                                                    | -
        spec: {cluster: {connection: {timeout: 1.5h}}} | -                                                                  | -
        spec: {cluster: {sops: {enabled: Enabled}}}  | -                                                                    | -
        spec: {cluster: {sops: {enabled: On it}}}    | 3:34 ksail/value spec.cluster.sops.enabled                           | Choose one of Default, Enabled, Disabled.
        spec: {cluster: {localRegistry: {registry: "localhost:0"}}}     | 3:44 ksail/value spec.cluster.localRegistry.registry | ''
        spec: {cluster: {localRegistry: {registry: "localhost:65536"}}} | 3:44 ksail/value spec.cluster.localRegistry.registry | ''
        spec: {cluster: {localRegistry: {registry: "host:port/x"}}}     | 3:44 ksail/value spec.cluster.localRegistry.registry | ''
        spec: {cluster: {localRegistry: {registry: "localhost:5050"}}}  | -                                                 | -
        spec: {cluster: {localRegistry: {registry: "${HOST}:${PORT}"}}} | -                                                 | -
        spec: {cluster: {localRegistry: {registry: "u@ghcr.io/o/r:t"}}} | -                                                 | -
        spec: {cluster: {localRegistry: {registry: "oci://ghcr.io/o"}}} | 3:44 ksail/value spec.cluster.localRegistry.registry | Leave the scheme out: `host[:port][/path[:tag]]`.
        metadata: {name: Local}                      | 3:18 ksail/value metadata.name                                       | ''
        metadata: {name: a-}                         | 3:18 ksail/value metadata.name                                       | ''
        metadata: {name: 1a}                         | 3:18 ksail/value metadata.name                                       | ''
        metadata: {name: "${N:-local}"}              | 3:18 ksail/value metadata.name                                       | Write the name itself.
        metadata: {name: a, labels: {a: b}}          | -                                                                    | -
        """)
    void oneMistake_onItsPlace(String yaml, String problem, String fix) {
        List<Finding> findings = findings(HEADER + yaml + "\n");

        assertThat(findings.stream().map(KsailFileTest::show))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
        assertThat(findings.stream().map(Finding::fix)).isEqualTo(fix == null ? List.of() : List.of(fix));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        kind: Cluster                                           | 1:1 ksail/missing-key apiVersion
        apiVersion: ksail.io/v1alpha1                           | 1:1 ksail/missing-key kind
        {apiVersion: '', kind: Cluster}                         | 1:2 ksail/missing-key apiVersion
        {apiVersion: ksail.io/v1beta1, kind: Cluster}           | 1:14 ksail/value apiVersion
        {apiVersion: ksail.io/v1alpha1, kind: cluster}          | 1:39 ksail/value kind
        [a]                                                     | 1:1 ksail/type
        a                                                       | 1:1 ksail/type
        """)
    void header(String yaml, String problem) {
        assertThat(problems(yaml)).containsExactly(problem);
    }

    @Test
    void empty_isFound() {
        assertThat(problems("# nothing yet\n")).containsExactly("1:1 ksail/type");
    }

    @Test
    void secondDocument_isFound() {
        assertThat(problems(HEADER + "---\na: b\n")).containsExactly("4:1 ksail/extra-document");
    }

    @Test
    void brokenYaml_isTheReadersFinding() {
        assertThat(findings(HEADER + "spec: {\n"))
                .extracting(finding -> finding.rule().value())
                .containsExactly("yaml/syntax");
    }

    @Test
    void password_isInNoMessage() {
        List<Finding> findings =
                findings(HEADER + "spec: {cluster: {localRegistry: {registry: 'me:hunter2@ghcr.io:port/o/r'}}}\n");

        assertThat(findings)
                .extracting(KsailFileTest::show)
                .containsExactly(
                        "3:44 ksail/plain-credential spec.cluster.localRegistry.registry",
                        "3:44 ksail/value spec.cluster.localRegistry.registry");
        assertThat(findings.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "${A}", "x-${A:-b}-${B:=}-${A}", "$A $$ ${} ${1} ${A:+b} ${A", "${A:-$x\\1}"})
    void expansion_ofNothingIsTheSame(String text) {
        Variables none = new Variables(Map.of());
        Variables some = new Variables(Map.of("A", "$0\\", "B", ""));

        assertThat(none.expand(text).text())
                .isEqualTo(text.replace("${A:-b}", "b")
                        .replace("${B:=}", "")
                        .replace("${A:-$x\\1}", "$x\\1")
                        .replace("${A}", ""));
        assertThat(some.expand(text).text())
                .isEqualTo(text.replace("${A:-b}", "$0\\")
                        .replace("${B:=}", "")
                        .replace("${A:-$x\\1}", "$0\\")
                        .replace("${A}", "$0\\"));
    }

    private static List<Finding> findings(String yaml) {
        SourceTree tree = MemorySourceTree.builder().file("ksail.yaml", yaml).build();
        List<Finding> findings = new ArrayList<>();
        new KsailFileReader().read(tree, KsailFile.of(new SourcePath("ksail.yaml")), findings);
        return findings;
    }

    private static List<String> problems(String yaml) {
        return findings(yaml).stream().map(KsailFileTest::show).toList();
    }

    private static String show(Finding finding) {
        Origin origin = finding.origin();
        assertThat(origin).isNotNull();
        assertThat(origin.file()).isEqualTo("ksail.yaml");
        return (origin.line() + ":" + origin.column() + " " + finding.rule() + " " + finding.field()).strip();
    }
}
