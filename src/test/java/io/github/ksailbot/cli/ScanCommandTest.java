package io.github.ksailbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ScanCommandTest extends InDirectory {
    private static final String DEPLOYMENT = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          template:
            spec:
              containers:
                - name: main
                  image: nginx
                  securityContext:
                    privileged: true
        """;

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
    void scan_severityThreshold_failsByTheWorstControl() throws Exception {
        write("web.yaml", DEPLOYMENT);
        Run high = scan("--severity-threshold", "high");
        assertThat(high.exitCode()).isEqualTo(1);
        assertThat(high.err())
                .contains("controls fail that must not")
                .contains("C-0057")
                .doesNotContain("C-0013");
        assertThat(scan("-s", "Critical").exitCode()).isZero();
        assertThat(scan("-s", "awful").exitCode()).isEqualTo(2);
    }

    @Test
    void scan_includedNamespaces_leaveOutAllOthers() throws Exception {
        write("web.yaml", DEPLOYMENT.replace("  name: web", "  name: web\n  namespace: shop"));
        write("other.yaml", DEPLOYMENT.replace("  name: web", "  name: other\n  namespace: rest"));
        assertThat(scan("--include-namespaces", "shop").out())
                .contains("Deployment/shop/web")
                .contains("1 excluded")
                .doesNotContain("Deployment/rest/other");
    }

    @Test
    void scan_kubescapesWords_chooseFrameworksAndControls() throws Exception {
        write("web.yaml", DEPLOYMENT);
        String place = directory.toString();
        assertThat(Run.of("scan", "framework", "mitre,nsa", place).out())
                .contains(": MITRE: ")
                .contains(": NSA: ");
        Run controls = Run.of("scan", "control", "c-0016,Privileged container", place, "--format", "json");
        JsonNode json = new ObjectMapper().readTree(controls.out());
        assertThat(json.at("/summaryDetails/controls").fieldNames())
                .toIterable()
                .containsExactly("C-0016", "C-0057");
        Run unknown = Run.of("scan", "control", "C-9999", place);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("`C-9999` is no control");
        assertThat(Run.of("scan", place, "more").exitCode()).isEqualTo(2);
    }

    @Test
    void scan_flagsOfKubescape_areTakenOrRefusedWithTheReason() throws Exception {
        write("web.yaml", DEPLOYMENT);
        assertThat(scan("--keep-local", "--format-version", "v2", "-f", "json").exitCode())
                .isZero();
        assertThat(scan("--format-version", "v1").err()).contains("the shape of version v2");
        assertThat(scan("--use-from", "policies").err()).contains("controls are built in");
        Run sent = scan("--submit");
        assertThat(sent.exitCode()).isEqualTo(2);
        assertThat(sent.err()).contains("nothing is sent anywhere");
    }

    @Test
    void scan_whatNoControlLooksAt_isNeverClean() throws Exception {
        write("gadget.yaml", "{apiVersion: acme.example/v1, kind: Gadget, metadata: {name: g}}\n");
        Run run = scan();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no control looks at anything");
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
                .contains("1 failures excepted by 1 exceptions");
    }

    @Test
    void scan_json_hasKubescapesShape() throws Exception {
        write("web.yaml", DEPLOYMENT);
        JsonNode json = new ObjectMapper().readTree(scan("--format", "json").out());
        JsonNode control = json.at("/summaryDetails/controls/C-0057");
        assertThat(control.get("status").asText()).isEqualTo("failed");
        assertThat(control.at("/statusInfo/status").asText()).isEqualTo("failed");
        assertThat(control.get("scoreFactor").asDouble()).isEqualTo(8.0);
        assertThat(control.at("/ResourceCounters/failedResources").asInt()).isEqualTo(1);
        assertThat(json.at("/summaryDetails/frameworks/0/name").asText()).isEqualTo("NSA");
        assertThat(json.at("/scanCoverage/notEvaluatedControls/0/controlID").asText())
                .isEqualTo("C-0068");
        assertThat(json.at("/scanCoverage/coverageScore").asDouble()).isEqualTo(95.0);
        assertThat(json.at("/scanCoverage/vacuousFrameworks").isMissingNode()).isTrue();
        assertThat(json.fieldNames())
                .toIterable()
                .contains("clusterAPIServerInfo", "clusterCloudProvider", "reportGUID", "metadata");
        assertThat(json.at("/summaryDetails").has("vulnerabilities")).isTrue();
        assertThat(json.at("/results/0/resourceID").asText()).isEqualTo("apps/v1//Deployment/web");
        assertThat(json.at("/results/0/controls/0/status/status").isTextual()).isTrue();
        assertThat(json.at("/resources/0/source/relativePath").asText()).isEqualTo("web.yaml");
        assertThat(json.toString())
                .contains("\"failedPath\":\"spec.template.spec.containers[0].securityContext.privileged\"");
    }

    @Test
    void scan_sarif_namesLinesAndSeverities() throws Exception {
        write("a b/web.yaml", DEPLOYMENT);
        JsonNode run =
                new ObjectMapper().readTree(scan("--format", "sarif").out()).at("/runs/0");
        assertThat(run.at("/tool/driver/rules").findValuesAsText("id")).contains("C-0057");
        JsonNode result = null;
        for (JsonNode one : run.get("results")) {
            result = one.get("ruleId").asText().equals("C-0057") ? one : result;
        }
        assertThat(result).isNotNull();
        assertThat(result.get("level").asText()).isEqualTo("error");
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("a%20b/web.yaml");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(12);
    }

    @Test
    void scan_junit_isXmlWithFailures() throws Exception {
        write("web.yaml", DEPLOYMENT.replace("name: main", "name: \"<main>&\""));
        Path file = directory.resolveSibling(directory.getFileName() + "-junit.xml");
        assertThat(scan("--format", "junit", "--output", file.toString()).out()).isEmpty();
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(20);
        assertThat(document.getElementsByTagName("failure").getLength()).isPositive();
    }

    @Test
    void scan_html_isSelfContained_andEscapesWhatTheRepositoryWrote() throws Exception {
        write("web.yaml", DEPLOYMENT.replace("name: web", "name: \"<script>alert(1)</script>\""));
        String html = scan("--format", "html").out();
        assertThat(html).startsWith("<!doctype html>").contains("<svg").doesNotContain("<script");
        assertThat(html).doesNotContain("src=").doesNotContainPattern("href=\"[^#]");
        assertThat(html)
                .contains("style-src 'sha256-")
                .doesNotContain("unsafe-inline")
                .doesNotContain(" style=");
        assertThat(html).contains("href=\"#s0-C-0057\"").contains("<ul id=\"s0-C-0057\">");
    }

    @Test
    void scan_chartOfAnotherPlace_isSaidToBeUnscanned() throws Exception {
        write("web.yaml", DEPLOYMENT);
        write(
                "ksail.yaml",
                "apiVersion: ksail.io/v1alpha1\nkind: Cluster\nspec:\n  cluster: {gitOpsEngine: Flux}\n"
                        + "  workload: {sourceDirectory: .}\n");
        write("kustomization.yaml", "resources: [web.yaml, release.yaml]\n");
        write("release.yaml", """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata: {name: charts, namespace: apps}
            spec: {url: https://charts.example}
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: cache, namespace: apps}
            spec:
              interval: 1h
              chart: {spec: {chart: cache, version: 1.0.0, sourceRef: {kind: HelmRepository, name: charts}}}
            """);
        assertThat(scan().out()).contains("1 charts or sources could not be rendered here, and were not scanned");
        assertThat(scan("--verbose").out()).contains("What `cache` installs was not checked");
        assertThat(scan("--format", "html").out()).contains("Not rendered, and so not scanned");
    }

    @Test
    void scan_test_runsTheCasesOfOwnControls() throws Exception {
        write("own.yaml", """
            id: ACME-0001
            name: Images come from our registry
            baseScore: 7
            match:
              - kinds: [Pod, Deployment]
            each: container
            fails: "!container.image.startsWith('registry.acme.example/')"
            message: The image comes from elsewhere.
            fields: [image]
            """);
        write("own.cases.yaml", """
            - name: another registry
              resources:
                - {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: x, image: nginx}]}}
              fails:
                - Pod/a spec.containers[0].image
            - name: our registry
              resources:
                - apiVersion: v1
                  kind: Pod
                  metadata: {name: b}
                  spec: {containers: [{name: x, image: registry.acme.example/nginx}]}
              fails:
                - Pod/b spec.containers[0].image
            - name: our registry with a port
              resources:
                - apiVersion: v1
                  kind: Pod
                  metadata: {name: c}
                  spec: {containers: [{name: x, image: registry.acme.example:443/nginx}]}
            """);
        Run run = Run.of("scan", "--test", directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
            ok    ACME-0001: another registry
            WRONG ACME-0001: our registry
                  not found: Pod/b spec.containers[0].image
            WRONG ACME-0001: our registry with a port
                  not expected: Pod/c spec.containers[0].image
            1 of 3 cases right
            """);
    }

    @Test
    void scan_ownControls_ofTheSettings_areScannedFor() throws Exception {
        write(".github/ksail-bot.yaml", "scan:\n  controls: controls\n");
        write("controls/limit.yaml", """
            id: ACME-0002
            name: Workloads say who owns them
            baseScore: 4
            match:
              - kinds: [Deployment]
            fails: "!has(object.metadata.labels)"
            message: There is no label that says who owns this.
            fields: [metadata.labels.owner]
            fix: YOUR_TEAM
            """);
        write("web.yaml", DEPLOYMENT);
        assertThat(scan().out())
                .contains("web.yaml:3:1: medium: There is no label that says who owns this. [ACME-0002")
                .contains("fix: Add `labels: {owner: YOUR_TEAM}` to `metadata`.");
    }

    @Test
    void scan_test_ofBrokenControls_orNone_couldNotCheck() throws Exception {
        write("own/a.yaml", "id: ACME-1\n");
        assertThat(Run.of("scan", "--test", directory.resolve("own").toString()).exitCode())
                .isEqualTo(2);
        write("none/README.md", "nothing");
        Run none = Run.of("scan", "--test", directory.resolve("none").toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.out()).contains("There is no control here");
    }

    private static final String PORTS = """
        id: ACME-0003
        severity: low
        match: [{kinds: [Deployment]}]
        fails: object.spec.replicas < 2
        message: It does not outlive a node.
        fields: [spec.replicas]
        fix: 2
        """;

    @Test
    void scan_controlsInTheirUsualPlace_areScannedFor_unlessOthersAreNamed() throws Exception {
        write("web.yaml", DEPLOYMENT.replaceFirst("spec:\n", "spec:\n  replicas: 1\n"));
        write(".github/ksail-bot/controls/replicas.yaml", PORTS);
        assertThat(scan().out()).contains("It does not outlive a node. [ACME-0003");
        write("others/replicas.yaml", PORTS.replace("ACME-0003", "ACME-0004"));
        Run run = scan("--controls", directory.resolve("others").toString(), "--framework", "mitre");
        assertThat(run.out()).contains("It does not outlive a node. [ACME-0004").doesNotContain("ACME-0003");
    }

    @Test
    void scan_controlThatCannotBeEvaluated_isNoPass() throws Exception {
        write("web.yaml", DEPLOYMENT);
        write("own/replicas.yaml", PORTS);
        Run run = scan("--controls", directory.resolve("own").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("`ACME-0003` could not be checked on Deployment/web.")
                .contains("key 'replicas' is not present");
    }

    @Test
    void scan_controlsThatAreNotThere_couldNotCheck() throws Exception {
        write("web.yaml", DEPLOYMENT);
        assertThat(scan("--controls", directory.resolve("nowhere").toString()).exitCode())
                .isEqualTo(2);
    }

    private Run scan(String... flags) {
        String[] words = new String[flags.length + 2];
        words[0] = "scan";
        words[1] = directory.toString();
        System.arraycopy(flags, 0, words, 2, flags.length);
        return Run.of(words);
    }
}
