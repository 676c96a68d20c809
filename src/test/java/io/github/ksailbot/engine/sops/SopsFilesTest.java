package io.github.ksailbot.engine.sops;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that sops 3.9.4 wrote, for a key that is used for nothing else. */
class SopsFilesTest {
    private final SopsDecryption decryption = new SopsDecryption(AgeKeys.parse(text("key.txt")));

    SopsFilesTest() throws Exception {}

    private static byte[] bytes(String name) {
        try (InputStream in = SopsFilesTest.class.getResourceAsStream("/sops/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static List<Manifest> manifests(String name) {
        YamlDocuments yaml = new YamlReader(YamlLimits.DEFAULT).read(name, bytes(name));
        assertThat(yaml.findings()).isEmpty();
        return yaml.documents().stream()
                .map(document -> new Manifest((MappingNode) document))
                .toList();
    }

    private String opened(Manifest manifest) {
        SopsDecryption.Result result = decryption.decrypt(manifest, Set.of());
        assertThat(result.findings()).isEmpty();
        return YamlWriter.write(result.manifest().root());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret.yaml",
                "whole.yaml",
                "partly.yaml",
                "suffix.yaml",
                "mac-only-encrypted.yaml",
                "secret.json"
            })
    void file_opens_andItsChecksumIsRight(String name) {
        assertThat(manifests(name)).singleElement().satisfies(manifest -> assertThat(opened(manifest))
                .doesNotContain("ENC[", "sops", "web.example.com", "line one"));
    }

    @Test
    void secret_showsTheShapesOfItsValues() {
        assertThat(opened(manifests("secret.yaml").get(0))).isEqualTo("""
            apiVersion: v1
            data:
              token: QTEtYWFhYQ==
            kind: Secret
            metadata:
              annotations:
                count: "7"
              name: regex
              namespace: apps
            stringData:
              empty: ""
              host: aaa.aaaaaaa.aaa
              port: "1111"
              text: |
                aaaa aaa
                aaaa aaa
            type: Opaque
            """);
    }

    @Test
    void encryptedComment_inAListIsNoItem() {
        assertThat(opened(manifests("partly.yaml").get(0))).contains("""
              list:
              - aaa
              - 1
              - true
              - - aaaaaa
                - 1
              - key: aaaaa
                other: 1
            """.indent(0));
    }

    @Test
    void checksumOfSeveralDocuments_isNotHeldAgainstOneOfThem() {
        List<Manifest> documents = manifests("documents.yaml");
        Set<String> shared = SopsDecryption.sharedChecksums(documents);
        assertThat(documents).hasSize(2).allSatisfy(document -> assertThat(
                        decryption.decrypt(document, shared).findings())
                .isEmpty());
        assertThat(SopsDecryption.sharedChecksums(documents.subList(0, 1))).isEmpty();
    }

    private static Manifest secretOf(Map<String, byte[]> data) {
        StringBuilder yaml = new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata: {name: generated}\ndata:\n");
        data.forEach((key, value) -> yaml.append("  ")
                .append(key)
                .append(": ")
                .append(Base64.getEncoder().encodeToString(value))
                .append('\n'));
        return new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("secret.yaml", yaml.toString().getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
    }

    private Map<String, String> openedData(Manifest secret) {
        MappingNode data =
                decryption.decrypt(secret, Set.of()).manifest().root().mapping("data");
        Map<String, String> values = new LinkedHashMap<>();
        assertThat(data).isNotNull();
        data.entries()
                .forEach(entry -> values.put(
                        entry.key().text(),
                        new String(
                                Base64.getDecoder().decode(data.text(entry.key().text())), StandardCharsets.UTF_8)));
        return values;
    }

    @Test
    void encryptedFiles_inTheDataOfASecret_areOpened() {
        Map<String, String> values = openedData(secretOf(Map.of(
                "values.yaml",
                bytes("secret.yaml"),
                "config.json",
                bytes("secret.json"),
                "blob",
                bytes("blob.bin"),
                "plain",
                "as it is".getBytes(StandardCharsets.UTF_8))));
        assertThat(values.get("values.yaml")).contains("host: aaa.aaaaaaa.aaa").doesNotContain("sops");
        assertThat(values.get("config.json")).contains("a: aaaaaa").doesNotContain("sops");
        assertThat(values.get("blob")).isEqualTo("aaaaaa\0aaaa\n");
        assertThat(values).containsEntry("plain", "as it is");
    }

    @Test
    void encryptedVariables_inTheDataOfASecret_areOpened_andTheMetadataGoes() {
        Map<String, byte[]> lines = new LinkedHashMap<>();
        text("app.env")
                .lines()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .forEach(line -> {
                    int at = line.indexOf('=');
                    lines.put(line.substring(0, at), line.substring(at + 1).getBytes(StandardCharsets.UTF_8));
                });
        assertThat(openedData(secretOf(lines)))
                .containsExactly(Map.entry("USER", "aaaaa"), Map.entry("PASSWORD", "aa aa=a"), Map.entry("EMPTY", ""));
    }

    @Test
    void dataForSomebodyElse_stays() throws Exception {
        Manifest secret = secretOf(Map.of("values.yaml", bytes("secret.yaml")));
        assertThat(new SopsDecryption(new SopsFile().keys())
                        .decrypt(secret, Set.of())
                        .manifest())
                .isEqualTo(secret);
    }

    @Test
    void otherMethodsThanAge_areNamed() {
        Manifest manifest = new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("secret.yaml", """
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: s}
                    stringData: {a: "ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]"}
                    sops: {age: [], pgp: [{fp: A}], kms: [{arn: B}], gcp_kms: [], mac: x}
                    """.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
        SopsDecryption.Result result = decryption.decrypt(manifest, Set.of());
        assertThat(result.manifest()).isEqualTo(manifest);
        assertThat(result.findings())
                .extracting(finding -> finding.message())
                .containsExactly(
                        "`Secret/s` is encrypted with AWS KMS and PGP, which nothing opens here; its values are"
                                + " unknown.");
    }
}
