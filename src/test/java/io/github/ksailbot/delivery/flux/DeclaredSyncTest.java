package io.github.ksailbot.delivery.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredSyncTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fluxcd.controlplane.io/v1 | FluxInstance | {name: flux} | {} | true",
                "fluxcd.controlplane.io/v1 | FluxInstance | {name: flux, namespace: flux-system} | {} | true",
                "fluxcd.controlplane.io/v1 | FluxInstance | {name: flux, namespace: other} | {} | false",
                "fluxcd.controlplane.io/v1 | FluxInstance | {name: x, labels: {app.kubernetes.io/managed-by: ksail}} | {} | true",
                "fluxcd.controlplane.io/v1 | FluxInstance | {name: x} | {} | false",
                "helm.toolkit.fluxcd.io/v2 | HelmRelease | {name: flux-operator, namespace: flux-system} | {} | true",
                "helm.toolkit.fluxcd.io/v2 | HelmRelease | {name: x, namespace: flux-system} | {chart: {spec: {chart: flux-instance}}} | true",
                "helm.toolkit.fluxcd.io/v2 | HelmRelease | {name: x, namespace: flux-system} | {chart: {spec: {chart: app}}} | false",
                "v1 | ConfigMap | {name: flux} | {} | false",
            })
    void manifest(String apiVersion, String kind, String metadata, String spec, boolean declares) {
        String text = "apiVersion: %s\nkind: %s\nmetadata: %s\nspec: %s\n".formatted(apiVersion, kind, metadata, spec);
        MappingNode root = (MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("x.yaml", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
        assertThat(DeclaredSync.isIn(List.of(new Manifest(root)))).isEqualTo(declares);
    }
}
