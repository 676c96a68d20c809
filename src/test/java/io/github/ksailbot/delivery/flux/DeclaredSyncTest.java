package io.github.ksailbot.delivery.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
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
                "fluxcd.controlplane.io/v1 | FluxInstance | {name: x, labels: {app.kubernetes.io/managed-by: ksail}} |"
                        + " {} | true",
                "fluxcd.controlplane.io/v1 | FluxInstance | {name: x} | {} | false",
                "helm.toolkit.fluxcd.io/v2 | HelmRelease | {name: flux-operator, namespace: flux-system} | {} | true",
                "helm.toolkit.fluxcd.io/v2 | HelmRelease | {name: x, namespace: flux-system} | {chart: {spec: {chart:"
                        + " flux-instance}}} | true",
                "helm.toolkit.fluxcd.io/v2 | HelmRelease | {name: x, namespace: flux-system} | {chart: {spec: {chart:"
                        + " app}}} | false",
                "v1 | ConfigMap | {name: flux} | {} | false",
            })
    void manifest(String apiVersion, String kind, String metadata, String spec, boolean declares) {
        String text = "apiVersion: %s\nkind: %s\nmetadata: %s\nspec: %s\n".formatted(apiVersion, kind, metadata, spec);
        DeclaredObjects declared = DeclaredSync.in(List.of(manifest(text)));
        assertThat(declared.have("FluxInstance", new ObjectRef("flux-system", "flux")))
                .isEqualTo(declares);
        assertThat(declared.have("OCIRepository", new ObjectRef("flux-system", "flux-system")))
                .isEqualTo(declares);
        assertThat(declared.have("FluxInstance", new ObjectRef("flux-system", "other")))
                .isFalse();
    }

    /** As {@code flux bootstrap} leaves it. */
    @Test
    void rootOfTheRepository_isDeclaredAlone() {
        String text = """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: OCIRepository
            metadata: {name: flux-system, namespace: flux-system}
            """;
        DeclaredObjects declared = DeclaredSync.in(List.of(manifest(text)));
        ObjectRef root = new ObjectRef("flux-system", "flux-system");
        assertThat(declared.have("OCIRepository", root)).isTrue();
        assertThat(declared.have("Kustomization", root)).isFalse();
        assertThat(declared.have("FluxInstance", new ObjectRef("flux-system", "flux")))
                .isFalse();
    }

    private static Manifest manifest(String text) {
        return new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("x.yaml", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
    }
}
