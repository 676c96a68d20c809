package io.github.ksailbot.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScanCommandTest extends InScan {
    @Test
    void scan_plainManifests_showsFindingsAtTheirLinesAndTheScore() throws Exception {
        write("web.yaml", DEPLOYMENT);
        Run run = scan();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("web.yaml:12:25: high: Container `main` is privileged. [C-0057 Privileged container]")
                .contains("   12 |             privileged: true")
                .contains("fix: Remove `spec.template.spec.containers[0].securityContext.privileged`.")
                .contains("NSA: ")
                .contains("compliance score ");
    }

    /** What kubectl makes of a plain file: {@code yes} is true, whatever YAML 1.2 says. */
    @Test
    void scan_plainManifests_areReadAsKubectlReadsThem() throws Exception {
        write("web.yaml", DEPLOYMENT.replace("privileged: true", "privileged: yes"));
        assertThat(scan().out()).contains("[C-0057 Privileged container]");
        assertThat(Run.of("scan", directory.resolve("web.yaml").toString()).out())
                .contains("[C-0057 Privileged container]");
    }

    @Test
    void scan_listWithAName_isTakenApart() throws Exception {
        write(
                "web.yaml",
                "apiVersion: v1\nkind: List\nmetadata: {name: all}\nitems:\n  - "
                        + DEPLOYMENT.strip().replace("\n", "\n    ") + "\n");
        assertThat(scan().out()).contains("[C-0057 Privileged container]");
    }

    @Test
    void scan_manifestInJson_isScanned_andOtherJsonPassedOver() throws Exception {
        write("package.json", "{\"name\": \"no manifest\"}");
        write("pod.json", """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"},
             "spec": {"hostNetwork": true, "containers": [{"name": "main"}]}}
            """);
        assertThat(scan().out()).contains("pod.json:2:").contains("[C-0041 HostNetwork access]");
    }

    @Test
    void scan_renderedEnvironment_findsTheLineOfThePatch() throws Exception {
        write("ksail.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            spec:
              workload:
                sourceDirectory: k8s
            """);
        write("k8s/kustomization.yaml", """
            resources:
              - web.yaml
            patches:
              - path: patch.yaml
            """);
        write("k8s/web.yaml", DEPLOYMENT.replace("privileged: true", "privileged: false"));
        write("k8s/patch.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              template:
                spec:
                  containers:
                    - name: main
                      securityContext:
                        privileged: true
            """);
        assertThat(scan().out()).contains("k8s/patch.yaml:11:25: high: Container `main` is privileged.");
    }

    @Test
    void scan_belowThreshold_fails_andAtItPasses() throws Exception {
        write("web.yaml", DEPLOYMENT);
        JsonNode json = new ObjectMapper().readTree(scan("--format", "json").out());
        double score = json.at("/summaryDetails/complianceScore").asDouble();
        assertThat(score).isBetween(1.0, 99.0);
        assertThat(scan("--compliance-threshold", String.valueOf(score)).exitCode())
                .isZero();
        Run below = scan("--compliance-threshold", String.valueOf(score + 0.01));
        assertThat(below.exitCode()).isEqualTo(1);
        assertThat(below.err()).contains("compliance score ").contains("% is below threshold ");
    }

    @Test
    void scan_thresholdOutOfRange_isAWrongCommand() throws Exception {
        write("web.yaml", DEPLOYMENT);
        Run run = scan("--compliance-threshold", "120");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--compliance-threshold must be between 0 and 100, got 120.00");
    }

    @Test
    void scan_thresholdOfTheKsailFile_counts_unlessAFlagSaysElse() throws Exception {
        write("ksail.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            spec:
              workload:
                sourceDirectory: k8s
                scan:
                  frameworks: [mitre]
                  complianceThreshold: 100
            """);
        write("k8s/kustomization.yaml", "resources: [web.yaml]\n");
        write("k8s/web.yaml", DEPLOYMENT);
        Run run = scan();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("MITRE: ").doesNotContain("NSA: ");
        assertThat(scan("--compliance-threshold", "0", "--framework", "nsa").exitCode())
                .isZero();
    }

    @Test
    void scan_nothing_isNeverClean() {
        Run run = scan();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is nothing to scan");
    }

    @Test
    void scan_whatNoControlLooksAt_isNeverClean() throws Exception {
        write("gadget.yaml", "{apiVersion: acme.example/v1, kind: Gadget, metadata: {name: g}}\n");
        Run run = scan();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no control looks at anything");
        assertThat(scan("--format", "junit").out()).contains("<error ").contains("no control looks at anything");
        JsonNode json = new ObjectMapper().readTree(scan("--format", "json").out());
        assertThat(json.at("/scanCoverage/vacuousFrameworks/0").asText()).isEqualTo("NSA");
        JsonNode sarif = new ObjectMapper().readTree(scan("--format", "sarif").out());
        assertThat(sarif.at("/runs/0/invocations/0/executionSuccessful").asBoolean(true))
                .isFalse();
        assertThat(run.out()).contains("no control of NSA looked at anything");
    }

    @Test
    void scan_brokenFile_couldNotScanEverything() throws Exception {
        write("web.yaml", DEPLOYMENT);
        write("broken.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: [\n");
        assertThat(scan().exitCode()).isEqualTo(2);
    }

    @Test
    void scan_unknownFramework_isSaid() throws Exception {
        write("web.yaml", DEPLOYMENT);
        Run run = scan("--framework", "nasa");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("`nasa` is no framework").contains("Did you mean `NSA`?");
    }

    @Test
    void scan_exceptions_letPass() throws Exception {
        write("web.yaml", DEPLOYMENT);
        Path exceptions = directory.resolveSibling(directory.getFileName() + "-exceptions.json");
        Files.writeString(exceptions, """
            [{"name": "known", "resources": [{"attributes": {"kind": "Deployment", "name": "web"}}],
              "posturePolicies": [{"controlID": "C-0057"}]}]
            """);
        assertThat(scan("--exceptions", exceptions.toString()).out())
                .doesNotContain("is privileged")
                .contains("1 failure excepted by 1 exception");
    }
}
