package io.github.ksailbot.delivery.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.LoadRule;
import io.github.ksailbot.engine.kustomize.Order;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.PublicRepositories;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.sandbox.example.ExampleRepository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that unpacks an artifact gets, byte for byte, what the commit renders. */
class RenderedArtifactTest {
    private static final BuildOptions OPTIONS = new BuildOptions(LoadRule.SOURCE_ROOT, Order.DECLARATION);

    @TempDir
    Path temporary;

    @Test
    void artifact_ofTheExample() throws Exception {
        SourceTree tree = MemorySourceTree.of(ExampleRepository.files());
        List<Environment> environments =
                new EnvironmentDiscovery().discover(tree).environments();

        assertThat(environments).hasSizeGreaterThanOrEqualTo(2);
        for (Environment environment : environments) {
            assertThat(rendered(tree, environment)).as("%s", environment.name()).isPositive();
        }
    }

    @Test
    void artifact_ofPublicRepositories() throws Exception {
        int rendered = 0;
        for (Path repository : PublicRepositories.all()) {
            String name = repository.getFileName().toString();
            if (name.equals("fluxcd-flux2-kustomize-helm-example") || name.equals("stefanprodan-podinfo")) {
                SourceTree tree = DirectorySourceTree.of(repository);
                for (Environment environment :
                        new EnvironmentDiscovery().discover(tree).environments()) {
                    rendered += rendered(tree, environment);
                }
            }
        }
        assertThat(rendered).isGreaterThanOrEqualTo(4);
    }

    /** How many entries were compared, none of which failed. */
    private int rendered(SourceTree tree, Environment environment) throws Exception {
        SourcePath source = environment.sourceDirectory();
        SourceTree unpacked;
        try (PackedArtifact artifact = new ArtifactPacker(ArtifactLimits.DEFAULT, temporary)
                .pack(tree, source, ArtifactForm.of(environment.engine()))) {
            unpacked = Unpacked.of(artifact.open()).tree();
        }
        int compared = 0;
        for (SourcePath entry : environment.entries()) {
            Build commit = new Kustomizer().build(tree, entry, OPTIONS);
            if (!commit.failed()) {
                String below = source.isRoot()
                        ? entry.value()
                        : entry.value()
                                .substring(Math.min(
                                        entry.value().length(), source.value().length() + 1));
                Build artifact = new Kustomizer().build(unpacked, new SourcePath(below), OPTIONS);
                assertThat(text(artifact)).as("%s", entry).isEqualTo(text(commit));
                compared++;
            }
        }
        return compared;
    }

    private static String text(Build build) {
        return YamlWriter.writeAll(
                build.manifests().stream().map(Manifest::root).toList());
    }
}
