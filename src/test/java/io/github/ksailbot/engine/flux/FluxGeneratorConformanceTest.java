package io.github.ksailbot.engine.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceIgnore;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fixtures of Flux's own generator, with what its tests expect of each. */
class FluxGeneratorConformanceTest {
    private static final Path FIXTURES =
            Path.of(System.getProperty("conformance", "absent")).resolve("flux-generator");
    private static final String BARE = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec:\n";

    private final Kustomizer kustomizer = new Kustomizer();
    private final FluxKustomizer flux = new FluxKustomizer(kustomizer);

    @BeforeEach
    void fixturesAreThere() {
        assumeTrue(Files.isDirectory(FIXTURES), "no conformance cases at " + FIXTURES);
    }

    @Test
    void anEmptyDirectory_andOneWithoutResources_comeToNothing() throws Exception {
        assertThat(manifests(build(MemorySourceTree.of(Map.of("README.md", "")), text("empty/ks.yaml"))))
                .isEmpty();
        assertThat(manifests(build(fixture("noResources"), text("noResources/ks.yaml"))))
                .isEmpty();
    }

    @Test
    void prefixSuffixAndNamespace_areThoseOfTheObject() throws Exception {
        assertThat(manifests(build(fixture("name"), text("name/ks.yaml"))))
                .singleElement()
                .satisfies(manifest -> {
                    assertThat(manifest.name()).startsWith("prefix-test-configmap-suffix");
                    assertThat(manifest.namespace()).isEqualTo("test-namespace");
                });
    }

    @Test
    void whatBuilds_isWhatIsExpected() throws Exception {
        Build build = build(without("resources", SourceIgnore.FILE), text("kustomization.yaml"));

        assertThat(yaml(build)).isEqualTo(text("kustomization_expected.yaml"));
    }

    @Test
    void whatASourceLeavesOut_isNotThere() throws Exception {
        assertThat(build(fixture("resources"), text("kustomization.yaml")).findings())
                .extracting(finding -> finding.rule().value())
                .contains("flux/not-in-source");
    }

    @Test
    void patternsOfTheSource_countAfterThoseOfItsFiles() throws Exception {
        SourceTree tree = fixture("resources");
        ArtifactContent content = new ArtifactContent(tree, SourcePath.ROOT, List.of(SourcePath.ROOT), "!config.yaml");
        Map<String, String> held = new HashMap<>();
        for (String name : tree.names(SourcePath.ROOT)) {
            if (content.holds(new SourcePath(name))) {
                held.put(name, text("resources/" + name));
            }
        }

        assertThat(held.keySet()).containsExactly("config.yaml");
        assertThat(yaml(build(MemorySourceTree.of(held), text("kustomization.yaml"))))
                .isEqualTo(text("kustomization_with_ignore_expected.yaml"));
    }

    @ParameterizedTest
    @CsvSource({"basic", "with-sops", "with-gitlab-ci"})
    void filesOfBuildServicesAndSops_areNoResources(String directory) throws Exception {
        assertThat(manifests(build(fixture("ignore-tests/" + directory), BARE + "  path: ./\n")))
                .extracting(Manifest::kind)
                .containsExactly("Deployment");
    }

    @ParameterizedTest
    @CsvSource({"panic", "nokustomization/panic"})
    void whatMakesKustomizePanic_isAFinding(String directory) throws Exception {
        assertThat(build(fixture(directory), BARE + "  path: ./\n").failed()).isTrue();
    }

    @Test
    void aBaseAboveTheDirectory_isReadFromTheSource() throws Exception {
        Build build = build(fixture("relbase"), BARE + "  path: ./clusters/staging/flux-system\n");

        assertThat(build.failed()).isFalse();
        assertThat(build.manifests()).isNotEmpty();
    }

    @Test
    void components_areThoseOfTheFileAndThenThoseOfTheObject() throws Exception {
        SourceTree tree = fixture("components");

        assertThat(components(tree, "[]")).isEqualTo("[componentA]");
        assertThat(components(MemorySourceTree.of(Map.of("README.md", "")), "[componentB, componentC]"))
                .isEqualTo("[componentB, componentC]");
        assertThat(components(tree, "[componentB, componentC]")).isEqualTo("[componentA, componentB, componentC]");
    }

    @Test
    void buildMetadata_isThatOfTheObject_elseOneThatKeepsAnEmptyFileValid() throws Exception {
        assertThat(field(merged(fixture("buildMetadata"), text("buildMetadata/ks.yaml")), "buildMetadata"))
                .isEqualTo("[originAnnotations, transformerAnnotations]");
        assertThat(build(fixture("buildMetadata"), text("buildMetadata/ks.yaml"))
                        .manifests())
                .hasSize(1);
        assertThat(field(merged(fixture("buildMetadata"), BARE + "  path: ./\n"), "buildMetadata"))
                .isEqualTo("[originAnnotations]");
        assertThat(field(
                        merged(fixture("noResources"), BARE + "  buildMetadata: [transformerAnnotations]\n"),
                        "buildMetadata"))
                .isEqualTo("[transformerAnnotations]");
    }

    @Test
    void remoteResources_arePassedOn() throws Exception {
        assertThat(field(merged(fixture("remote"), text("kustomization.yaml")), "resources"))
                .isEqualTo("[configmap.yaml,"
                        + " https://raw.githubusercontent.com/fluxcd/flux2/main/manifests/rbac/controller.yaml]");
    }

    @Test
    void aSchemaOfOneBuild_hasNoPartInAnother() throws Exception {
        build(fixture("openapiPollution/pollutor"), BARE + "  path: ./\n");

        assertThat(yaml(build(fixture("openapiPollution/victim"), BARE + "  path: ./\n")))
                .contains("image: busybox:latest", "requests:", "memory: 64Mi");
    }

    private static SourceTree fixture(String directory) throws Exception {
        return DirectorySourceTree.of(FIXTURES.resolve(directory));
    }

    private static SourceTree without(String directory, String name) throws Exception {
        SourceTree tree = fixture(directory);
        Map<String, String> files = new HashMap<>();
        for (String one : tree.names(SourcePath.ROOT)) {
            if (!one.equals(name)) {
                files.put(one, text(directory + "/" + one));
            }
        }
        return MemorySourceTree.of(files);
    }

    private static String text(String file) throws Exception {
        return Files.readString(FIXTURES.resolve(file));
    }

    private Build build(SourceTree tree, String object) {
        // the fixtures' objects name directories as they lie in their own repository
        String atTheTop = object.contains("./clusters") ? object : object.replaceAll("path: .*", "path: ./");
        return flux.build(tree, SourcePath.ROOT, kustomization(atTheTop));
    }

    private static List<Manifest> manifests(Build build) {
        assertThat(build.findings()).extracting(Finding::message).isEmpty();
        return build.manifests();
    }

    private static String yaml(Build build) {
        return YamlWriter.writeAll(
                build.manifests().stream().map(Manifest::root).toList());
    }

    private static FluxKustomization kustomization(String text) {
        return new FluxKustomization(new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("ks.yaml", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0)));
    }

    private String components(SourceTree tree, String components) throws Exception {
        return field(merged(tree, BARE + "  components: " + components + "\n"), "components");
    }

    /** The kustomization file as Flux would write it. */
    private MappingNode merged(SourceTree tree, String object) throws Exception {
        ArtifactContent all = new ArtifactContent(tree, SourcePath.ROOT, List.of(SourcePath.ROOT), "");
        return flux.content(tree, SourcePath.ROOT, all, kustomization(object), finding -> {})
                .root();
    }

    private static String field(MappingNode root, String field) {
        Node items = FieldPath.of(field).find(root);
        return items instanceof SequenceNode sequence
                ? sequence.items().stream()
                        .map(item -> ((ScalarNode) item).text())
                        .collect(Collectors.joining(", ", "[", "]"))
                : "";
    }
}
