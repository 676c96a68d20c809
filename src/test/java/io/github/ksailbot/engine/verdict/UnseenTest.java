package io.github.ksailbot.engine.verdict;

import static io.github.ksailbot.engine.verdict.ScanGateTest.files;
import static io.github.ksailbot.engine.verdict.ScanGateTest.judge;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.scan.ScanMemo;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.gate.ScanGate;
import io.github.ksailbot.engine.scan.gate.ScanPlan;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only another place knows reaches the cluster unscanned: each kind of it is said. */
class UnseenTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        gone.yaml | {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: gone, namespace: x}, spec: {interval: 1m, prune: true, path: ., sourceRef: {kind: Bucket, name: b}}}
        gone.yaml | {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: gone, namespace: x}, spec: {interval: 1m, chart: {spec: {chart: c, sourceRef: {kind: HelmRepository, name: b}}}}}
        gone.yaml | {apiVersion: fluxcd.controlplane.io/v1, kind: ResourceSet, metadata: {name: gone, namespace: x}, spec: {resourcesTemplate: \"a: b\", inputsFrom: [{kind: ResourceSetInputProvider, name: p}]}}
        gone.yaml | {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: gone, namespace: argocd}, spec: {project: default, destination: {namespace: x, name: in-cluster}, source: {repoURL: \"https://charts.example\", chart: c, targetRevision: 1.0.0}}}
        gone.yaml | {apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, metadata: {name: gone, namespace: argocd}, spec: {generators: [{pullRequest: {github: {owner: o, repo: r}}}], template: {metadata: {name: a}, spec: {project: default}}}}
        """)
    void scan_saysWhatItDidNotSee(String file, String object) {
        Map<String, String> before = files();
        Map<String, String> after = files();
        after.put("k8s/" + file, object);
        after.put("k8s/kustomization.yaml", "resources: [bad.yaml, other.yaml, " + file + "]\n");
        ScanVerdict scan = judge(before, after);
        assertThat(scan.unseen()).singleElement().asString().contains("`gone`");
    }

    @Test
    void whatIsNotWhole_isSaid_evenWithoutAFinding() {
        ScanPlan plan = new ScanPlan(true, ScanSettings.DEFAULT, Catalog.kubescape(), Map.of(), "", List.of());
        for (boolean isWhole : List.of(true, false)) {
            ScanGate.Side head = new ScanGate.Side(List.of(), List.of(), isWhole);
            ScanVerdict scan = ScanGate.judge(plan, plan, head, null, ScanMemo.ofBytes(0), Instant.EPOCH);
            assertThat(scan.unseen()).hasSize(isWhole ? 0 : 1);
        }
    }
}
