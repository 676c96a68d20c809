package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads and writes as Go does, by the tables of {@code go-yaml/}. */
public class GoYamlTest {
    private static final String REFUSED = "refused";

    @Test
    void read_asKustomize_givesItsJson() {
        assertThat(differences("kustomize", YamlDialect.KUSTOMIZE)).isEmpty();
    }

    @Test
    void read_asKubernetes_givesItsJson() {
        assertThat(differences("kubernetes", YamlDialect.KUBERNETES)).isEmpty();
    }

    @Test
    void write_whatKustomizeReads_givesItsYaml() {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Golden.rows("scalars.jsonl")) {
            if (row.get("written").isTextual()) {
                YamlDocuments read = read(row.get("document").asText(), YamlDialect.KUSTOMIZE);
                compare(
                        row.get("document").asText(),
                        row.get("written").asText(),
                        YamlWriter.writeAll(read.documents()),
                        differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void write_anyJson_givesGoYaml() {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Golden.rows("documents.jsonl")) {
            String json = row.get("json").asText();
            compare(json, row.get("yaml").asText(), YamlWriter.write(Golden.node(json)), differences);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void json_ofAnyJson_isTheSameText() {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Golden.rows("documents.jsonl")) {
            String json = row.get("json").asText();
            compare(json, json, CanonicalJson.of(Golden.node(json)), differences);
        }
        assertThat(differences).isEmpty();
    }

    /**
     * But for U+2028, for YAML 1.2, which the parser follows, has neither the escape nor the line break of YAML 1.1; and for
     * texts of line breaks alone, whose block the parser takes for badly indented.
     */
    @Test
    void read_whatGoWrote_givesTheValue() {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Golden.rows("documents.jsonl")) {
            String yaml = row.get("yaml").asText();
            if (row.get("json").asText().contains("\\u2028") || yaml.contains("|2+\n\n")) {
                continue;
            }
            YamlDocuments read = read(yaml, YamlDialect.KUSTOMIZE);
            String json = read.documents().isEmpty()
                    ? "null"
                    : CanonicalJson.of(read.documents().get(0));
            compare(yaml, row.get("json").asText(), json, differences);
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> differences(String column, YamlDialect dialect) {
        List<String> differences = new ArrayList<>();
        for (JsonNode row : Golden.rows("scalars.jsonl")) {
            String document = row.get("document").asText();
            YamlDocuments read = read(document, dialect);
            boolean refused = read.findings().stream().anyMatch(finding -> isRefusal(finding, dialect));
            String got = refused
                    ? REFUSED
                    : read.documents().isEmpty()
                            ? "null"
                            : CanonicalJson.of(read.documents().get(0));
            String wanted = row.get(column).isTextual() ? row.get(column).asText() : REFUSED;
            compare(document, wanted, got, differences);
        }
        return differences;
    }

    /** The API machinery takes duplicate keys unless it is told to be strict, and then the last one. */
    private static boolean isRefusal(Finding finding, YamlDialect dialect) {
        boolean tolerated =
                dialect == YamlDialect.KUBERNETES && finding.rule().value().equals("yaml/duplicate-key");
        return finding.severity() == Severity.ERROR && !tolerated;
    }

    private static void compare(String input, String wanted, String got, List<String> differences) {
        if (!wanted.equals(got)) {
            differences.add("%s: wanted %s, got %s".formatted(input, wanted, got));
        }
    }

    private static YamlDocuments read(String text, YamlDialect dialect) {
        return new YamlReader(YamlLimits.DEFAULT, dialect).read("golden.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
