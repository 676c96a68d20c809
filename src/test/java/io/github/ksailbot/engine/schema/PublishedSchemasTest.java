package io.github.ksailbot.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.schema.Validation.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real manifests are judged as the published schemas judge them, but for what the API server knows beyond those. */
class PublishedSchemasTest {
    /** What no published schema says: closed sets, formats and names. */
    private static final Set<String> BEYOND = Set.of(
            "schema/wrong-enum",
            "schema/wrong-format",
            "schema/invalid-name",
            "schema/invalid-label",
            "schema/invalid-annotation");

    private final SchemaValidator validator = new SchemaValidator();

    @Test
    void renderedKustomizations_areJudgedAsByThePublishedSchemas() throws IOException {
        Comparison comparison = compare("kustomize", "expected.yaml");

        assertThat(comparison.compared).isGreaterThan(500);
        assertThat(comparison.tooMild).isEmpty();
        assertThat(comparison.tooStrict).isEmpty();
        assertThat(comparison.same + comparison.beyond).isEqualTo(comparison.compared);
        assertThat(comparison.share()).isGreaterThan(0.89);
    }

    @Test
    void renderedRepositories_areJudgedAsByThePublishedSchemas() throws IOException {
        Comparison comparison = compare("repos-oracle", ".yaml");

        assertThat(comparison.compared).isGreaterThan(500);
        assertThat(comparison.tooMild).isEmpty();
        assertThat(comparison.tooStrict).isEmpty();
        assertThat(comparison.same + comparison.beyond).isEqualTo(comparison.compared);
        assertThat(comparison.share()).isGreaterThan(0.97);
    }

    private Comparison compare(String directory, String ending) throws IOException {
        Path conformance = Path.of(System.getProperty("conformance", "absent"));
        assumeTrue(Files.isDirectory(conformance), "the conformance cases are not there");
        PublishedSchemas published = new PublishedSchemas(
                conformance.resolve("schemas/standalone/v" + KubernetesSchemas.VERSION + "-standalone-strict.tar.xz"));
        Comparison comparison = new Comparison();
        try (Stream<Path> files = Files.walk(conformance.resolve(directory))) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                for (Manifest manifest : Yaml.all(Files.readString(file, StandardCharsets.UTF_8))) {
                    comparison.add(file, manifest, published);
                }
            }
        }
        return comparison;
    }

    private final class Comparison {
        private int compared;
        private int same;
        private final List<String> tooMild = new ArrayList<>();
        private final List<String> tooStrict = new ArrayList<>();
        private int beyond;

        void add(Path file, Manifest manifest, PublishedSchemas published) {
            Validation validation = validator.validate(manifest, Set.of());
            Optional<Boolean> allowed = published.allow(manifest);
            // An encrypted manifest is not what the API server gets.
            boolean encrypted = manifest.root().has(SchemaValidator.SOPS);
            if (allowed.isEmpty() || validation.status() == Status.SKIPPED || encrypted) {
                return;
            }
            compared++;
            boolean valid = validation.status() == Status.VALID;
            String line = file + " " + manifest.id() + " "
                    + validation.findings().stream()
                            .map(finding -> finding.rule() + " " + finding.message())
                            .toList();
            if (valid == allowed.get()) {
                same++;
            } else if (!valid && isBeyond(validation)) {
                beyond++;
            } else if (valid) {
                tooMild.add(line);
            } else {
                tooStrict.add(line);
            }
        }

        double share() {
            return (double) same / compared;
        }

        private boolean isBeyond(Validation validation) {
            return validation.findings().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .allMatch(Comparison::isBeyond);
        }

        private static boolean isBeyond(Finding finding) {
            boolean unnamed = finding.rule().value().equals("schema/missing-field")
                    && Set.of("metadata", "metadata.name").contains(finding.field());
            return unnamed || BEYOND.contains(finding.rule().value());
        }
    }
}
