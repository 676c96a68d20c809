package io.github.ksailbot.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.schema.Validation.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kubeconform's own acceptance files get the status that kubeconform gives them with {@code -strict}. */
class KubeconformCasesTest {
    private final SchemaValidator validator = new SchemaValidator();

    @ParameterizedTest
    @CsvSource({
        "valid.yaml, VALID",
        "valid.json, VALID",
        "int_or_string.yaml, VALID",
        "quantity.yaml, VALID",
        "null_string.yaml, VALID",
        "null_array.yaml, VALID",
        "multi_valid.yaml, VALID",
        "multi_valid_source.yaml, VALID",
        "list_valid.yaml, VALID",
        "list_empty_valid.yaml, VALID",
        "multi_with_list.yaml, VALID",
        "invalid.yaml, INVALID",
        "list_invalid.yaml, INVALID",
        "multi_invalid.yaml, INVALID",
        "extra_property.yaml, INVALID",
        "missing_kind.yaml, ERROR",
        "missing_kind_value.yaml, ERROR",
        "missing_apiversion.yaml, ERROR",
        "test_crd.yaml, SKIPPED",
        "httpproxy.yaml, SKIPPED",
    })
    void acceptanceFile_hasKubeconformsStatus(String file, Status status) throws IOException {
        List<Status> statuses = validate(file, Set.of()).stream()
                .map(Validation::status)
                .filter(each -> each != Status.VALID)
                .distinct()
                .toList();

        assertThat(statuses).isEqualTo(status == Status.VALID ? List.of() : List.of(status));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid.yaml, schema/wrong-type",
        "extra_property.yaml, schema/unknown-field",
        "missing_kind.yaml, schema/no-kind",
        "missing_apiversion.yaml, schema/no-api-version",
    })
    void acceptanceFile_namesTheMistake(String file, String rule) throws IOException {
        assertThat(validate(file, Set.of()).stream()
                        .flatMap(validation -> validation.findings().stream())
                        .map(Finding::rule))
                .contains(RuleId.of(rule));
    }

    @ParameterizedTest
    @CsvSource({"ReplicationController, SKIPPED", "replicationcontroller, VALID"})
    void skippedKind_isComparedExactly(String kind, Status status) throws IOException {
        assertThat(validate("valid.yaml", Set.of(kind)))
                .extracting(Validation::status)
                .containsExactly(status);
    }

    private List<Validation> validate(String file, Set<String> skippedKinds) throws IOException {
        Path conformance = Path.of(System.getProperty("conformance", "absent"));
        assumeTrue(Files.isDirectory(conformance), "the conformance cases are not there");
        List<Manifest> manifests = Yaml.all(Files.readString(conformance.resolve("kubeconform/fixtures/" + file)));
        return manifests.stream()
                .map(manifest -> validator.validate(manifest, skippedKinds))
                .toList();
    }
}
