package io.github.ksailbot.engine.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.flux.substitution.Substitution;
import io.github.ksailbot.engine.flux.substitution.Variable;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Kustomizations of public repositories, rendered from object to text. */
class FluxEndToEndConformanceTest {
    /** Cases whose documents must be the same, byte for byte: what was reached, never lowered. */
    private static final int FLOOR = 91;

    private static final Path CONFORMANCE = Path.of(System.getProperty("conformance", "absent"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FluxKustomizer kustomizer = new FluxKustomizer(new Kustomizer());
    private final List<String> wrong = new ArrayList<>();
    private int right;

    @Test
    void kustomizationsOfPublicRepositories_renderAsOnTheCluster() throws Exception {
        Path cases = CONFORMANCE.resolve("flux-e2e");
        assumeTrue(Files.isDirectory(cases), "no conformance cases at " + cases);
        try (Stream<Path> files = Files.list(cases)) {
            for (Path file : files.sorted().toList()) {
                JsonNode repository;
                try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    repository = JSON.readTree(in);
                }
                SourceTree tree = DirectorySourceTree.of(CONFORMANCE
                        .resolve("repos")
                        .resolve(repository.get("repo").asText()));
                for (JsonNode one : repository.get("cases")) {
                    judge(tree, repository.get("repo").asText(), one);
                }
            }
        }
        assertThat(right).as(() -> String.join("\n", wrong)).isGreaterThanOrEqualTo(FLOOR);
    }

    private void judge(SourceTree tree, String repository, JsonNode one) throws Exception {
        String text = JSON.writeValueAsString(JSON.createObjectNode()
                .put("apiVersion", "kustomize.toolkit.fluxcd.io/v1")
                .put("kind", "Kustomization")
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                        "metadata",
                        JSON.createObjectNode().put("name", one.get("name").asText()))
                .set("spec", one.get("spec")));
        Manifest manifest = new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("object.json", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
        Build build = kustomizer.build(tree, SourcePath.ROOT, new FluxKustomization(manifest));
        List<Variable> variables = new ArrayList<>();
        one.get("vars")
                .fields()
                .forEachRemaining(field -> variables.add(
                        Variable.of(field.getKey(), field.getValue().asText(), Origin.of("object.json", 1, 1))));
        Substitution substitution = new Substitution(variables, Substitution.Undefined.REFUSED);
        List<MappingNode> roots = new ArrayList<>();
        for (Manifest rendered : build.manifests()) {
            roots.add((variables.isEmpty()
                            ? rendered
                            : substitution.apply(rendered).manifest())
                    .root());
        }
        String output = build.failed() ? build.findings().toString() : YamlWriter.writeAll(roots);
        if (documents(output).equals(documents(one.path("expected").asText()))) {
            right++;
        } else {
            wrong.add(repository + " " + one.get("file") + " " + one.get("name") + "\n--- got\n" + output
                    + "\n--- expected\n" + one.path("expected").asText());
        }
    }

    /** The cases were written down in the order of the command line; Flux applies in the order of declaration. */
    private static List<String> documents(String text) {
        return Stream.of(text.split("(?m)^---\n", -1)).sorted().toList();
    }
}
