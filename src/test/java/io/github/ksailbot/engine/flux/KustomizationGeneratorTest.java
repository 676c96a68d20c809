package io.github.ksailbot.engine.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import org.junit.jupiter.api.Test;

class KustomizationGeneratorTest {
    private static final String MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n";

    private final MemorySourceTree.Builder files = MemorySourceTree.builder();

    @Test
    void linksThatLeadOut_areLeftOutAndSaid() {
        files.file("apps/web.yaml", MAP.formatted("web"));
        files.link("apps/out.yaml", "../../elsewhere.yaml");
        files.link("apps/absolute", "/etc");
        files.link("apps/circle.yaml", "circle.yaml");

        Build build = build("apps");

        assertThat(build.manifests()).extracting(Manifest::name).containsExactly("web");
        assertThat(build.findings())
                .allSatisfy(finding -> {
                    assertThat(finding.rule().value()).isEqualTo("flux/symbolic-link");
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.fix()).isNotEmpty();
                })
                .extracting(Finding::message)
                .satisfiesExactly(
                        absolute -> assertThat(absolute).contains("apps/absolute", "/etc"),
                        circle -> assertThat(circle).contains("apps/circle.yaml", "circle"),
                        out -> assertThat(out).contains("apps/out.yaml", "leads out of the repository"));
    }

    @Test
    void directoryWithAKustomization_isNotEntered_andOneWithoutIs() {
        files.file("apps/a/kustomization.yaml", "resources: [listed.yaml]\n");
        files.file("apps/a/listed.yaml", MAP.formatted("listed"));
        files.file("apps/a/unlisted.yaml", MAP.formatted("unlisted"));
        files.file("apps/b/c/map.yml", MAP.formatted("deep"));
        files.file("apps/b/notes.txt", "no manifest");

        assertThat(build("apps").manifests()).extracting(Manifest::name).containsExactly("listed", "deep");
    }

    @Test
    void kustomizationFileBeyondTheLimitsOfABuild_couldNotBeChecked() {
        files.file("apps/kustomization.yaml", "resources: [" + "a.yaml,".repeat(1_200_000) + "]\n");

        assertThat(build("apps").findings())
                .extracting(Finding::isUnchecked)
                .isNotEmpty()
                .containsOnly(true);
    }

    private Build build(String directory) {
        return new FluxKustomizer(new Kustomizer()).build(files.build(), SourcePath.ROOT, FluxFiles.entryOf(directory));
    }
}
