package io.github.ksailbot.engine.kustomize.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MergeKeyTableTest {
    private static String committed() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(MergeKeyTable.class.getResourceAsStream("kubernetes-1.21.2.merge-keys"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static @Nullable Schema at(String apiVersion, String kind, String... path) {
        MergeKeys keys = MergeKeys.kubernetes();
        Schema schema = keys.ofType(apiVersion, kind);
        for (String step : path) {
            schema = step.equals("[]") ? keys.items(schema) : keys.field(schema, step);
        }
        return schema;
    }

    private static @Nullable List<String> mergeKeys(String apiVersion, String kind, String... path) {
        Schema schema = at(apiVersion, kind, path);
        assertThat(schema).isInstanceOf(Schema.Sequence.class);
        return schema instanceof Schema.Sequence sequence ? sequence.mergeKeys() : null;
    }

    @Test
    void committedTable_equalsRegeneration() throws IOException {
        Path data = Path.of(System.getProperty("conformance", "absent"))
                .resolveSibling("data")
                .resolve("kubernetes-openapi-1.21.2.json.gz");
        assumeTrue(Files.isRegularFile(data), () -> "no OpenAPI document at " + data);
        assertThat(MergeKeyGenerator.table(MergeKeyGenerator.gunzip(Files.readAllBytes(data), 0)))
                .isEqualTo(committed());
    }

    @Test
    void committedTable_isWhatIsReadAndWrittenAgain() throws IOException {
        String lines = committed().lines().filter(line -> !line.startsWith("#")).reduce("", (a, b) -> a + b + "\n");
        assertThat(MergeKeyTable.write(MergeKeyTable.read(new BufferedReader(new StringReader(lines)))))
                .isEqualTo(lines);
    }

    @Test
    void listOfOneKey_isMergedByIt() {
        assertThat(mergeKeys("apps/v1", "Deployment", "spec", "template", "spec", "containers"))
                .containsExactly("name");
        assertThat(mergeKeys("apps/v1", "Deployment", "spec", "template", "spec", "containers", "[]", "env"))
                .containsExactly("name");
        assertThat(mergeKeys("v1", "Pod", "spec", "containers", "[]", "volumeMounts"))
                .containsExactly("mountPath");
    }

    @Test
    void listOfSeveralKeys_isMergedByAll() {
        assertThat(mergeKeys("v1", "Service", "spec", "ports")).containsExactly("port", "protocol");
        assertThat(mergeKeys("v1", "Pod", "spec", "containers", "[]", "ports"))
                .containsExactly("containerPort", "protocol");
    }

    @Test
    void listOfScalars_isMergedAsASet() {
        assertThat(mergeKeys("v1", "ConfigMap", "metadata", "finalizers")).isEmpty();
    }

    @Test
    void listWithoutStrategy_isReplaced() {
        assertThat(mergeKeys("v1", "Pod", "spec", "tolerations")).isNull();
        assertThat(mergeKeys("rbac.authorization.k8s.io/v1", "ClusterRole", "rules"))
                .isNull();
    }

    @Test
    void kindNobodyKnows_hasNoSchema() {
        assertThat(at("example.com/v1", "Widget")).isNull();
        assertThat(at("v1", "Deployment")).isNull();
    }
}
