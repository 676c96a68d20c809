package io.github.ksailbot.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** The formats of a scan. */
class ScanReportsTest extends InScan {
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
    void scan_whatDoesNotRender_isAnErrorInEveryWrittenReport() throws Exception {
        write("ksail.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            spec:
              workload: {sourceDirectory: k8s, scan: {complianceThreshold: 1}}
            """);
        write("k8s/kustomization.yaml", "resources: [web, missing]\n");
        write("k8s/web/kustomization.yaml", "resources: [web.yaml]\n");
        write("k8s/web/web.yaml", DEPLOYMENT);
        String html = scan("--format", "html").out();
        assertThat(html).contains("Not everything could be checked.").doesNotContain("Meets the demanded");
        JsonNode invocation =
                new ObjectMapper().readTree(scan("--format", "sarif").out()).at("/runs/0/invocations/0");
        assertThat(invocation.at("/executionSuccessful").asBoolean(true)).isFalse();
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
                .contains("k8s/kustomization.yaml:1:");
        JsonNode coverage =
                new ObjectMapper().readTree(scan("--format", "json").out()).get("scanCoverage");
        assertThat(coverage.get("degraded").asBoolean()).isTrue();
        assertThat(coverage.at("/problems/0").asText()).contains("k8s/kustomization.yaml:1:");
        assertThat(scan("--format", "junit").out())
                .contains("errors=\"1\"")
                .containsPattern("<error message=\"Not everything could be checked.\">k8s/kustomization.yaml:1:");
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
}
