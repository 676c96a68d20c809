package io.github.ksailbot.engine.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SopsDecryptionTest {
    private final SopsFile file = new SopsFile();

    SopsDecryptionTest() throws Exception {}

    @Test
    void values_becomeStandInsOfTheirShapeAndType_andTheMetadataGoes() throws Exception {
        SopsDecryption.Result result = new SopsDecryption(file.keys()).decrypt(manifest(secret("")), Set.of());

        assertThat(result.findings()).isEmpty();
        assertThat(YamlWriter.write(result.manifest().root())).isEqualTo("""
            apiVersion: v1
            data:
              token: QTEtYWFhYQ==
            kind: Secret
            metadata:
              name: s
            stringData:
              host: aaa.aaaaaaa.aaa
              list:
              - aaaaaa
              port: 1111
              wanted: true
            """);
    }

    @Test
    void aKeyOfSomebodyElse_opensNothing_andThatIsANotice() throws Exception {
        Manifest manifest = manifest(secret(""));

        SopsDecryption.Result result = new SopsDecryption(new SopsFile().keys()).decrypt(manifest, Set.of());

        assertThat(result.manifest()).isEqualTo(manifest);
        assertThat(result.findings()).singleElement().satisfies(finding -> assertThat(finding.severity())
                .isEqualTo(Severity.NOTICE));
    }

    @Test
    void aValueThatWasMoved_isAnErrorOnItsLine() throws Exception {
        String moved = secret("").replace("  host:", "  other:");

        assertThat(new SopsDecryption(file.keys())
                        .decrypt(manifest(moved), Set.of())
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.field()).isEqualTo("stringData.other");
                });
    }

    @Test
    void aValueInTheClearThatWasChanged_isSaid_andDecryptsNevertheless() throws Exception {
        String changed = secret("").replace("name: s", "name: t");

        SopsDecryption.Result result = new SopsDecryption(file.keys()).decrypt(manifest(changed), Set.of());

        assertThat(SopsDecryption.isEncrypted(result.manifest())).isFalse();
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
            assertThat(finding.message()).contains("checksum");
        });
    }

    @Test
    void withoutKeys_andWithoutEncryption_allStaysAsItIs() throws Exception {
        Manifest manifest = manifest(secret(""));
        assertThat(new SopsDecryption(AgeKeys.NONE).decrypt(manifest, Set.of()).manifest())
                .isEqualTo(manifest);

        Manifest plain = manifest("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n");
        assertThat(new SopsDecryption(file.keys()).decrypt(plain, Set.of()).manifest())
                .isEqualTo(plain);
    }

    @Test
    void hostileMetadata_opensNothing() throws Exception {
        Manifest manifest = manifest("""
            apiVersion: v1
            kind: Secret
            stringData: {a: "ENC[AES256_GCM,data:!,iv:,tag:,type:str]"}
            sops:
              age: [{enc: "-----BEGIN AGE ENCRYPTED FILE-----\\nAAAA\\n-----END AGE ENCRYPTED FILE-----"}, {enc: ""}, x]
              mac: x
            """);

        assertThat(new SopsDecryption(file.keys()).decrypt(manifest, Set.of()).manifest())
                .isEqualTo(manifest);
    }

    @Test
    void aKeyFileThatIsNone_isRefused_withoutItsText() {
        assertThatThrownBy(() -> AgeKeys.parse("# nothing\n")).isInstanceOf(AgeKeyException.class);
        assertThatThrownBy(() -> AgeKeys.parse("AGE-SECRET-KEY-1HUSH\n"))
                .isInstanceOf(AgeKeyException.class)
                .hasMessageNotContaining("HUSH");
        assertThatThrownBy(() -> AgeKeys.parse("hush\n"))
                .isInstanceOf(AgeKeyException.class)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "web.example.com, aaa.aaaaaaa.aaa",
        "https://web.example.com:8443/x, https://aaa.aaaaaaa.aaa:1111/a",
        "10.0.0.0/24, 11.1.1.1/11",
        "30s, 11s",
        "1.5Gi, 1.1Gi",
        "No, true",
        "Hunter2!, Aaaaaa1!",
    })
    void standIns_haveTheShapeOfTheirSecret(String secret, String shown) {
        assertThat(StandIn.of(secret)).isEqualTo(shown);
    }

    private String secret(String more) throws Exception {
        return "apiVersion: " + file.plain("v1") + "\nkind: " + file.plain("Secret") + "\nmetadata:\n  name: "
                + file.plain("s")
                + "\ndata:\n  token: " + file.secret("data:token:", "WjktaHVzaA==", "str")
                + "\nstringData:\n  host: " + file.secret("stringData:host:", "web.example.com", "str")
                + "\n  list:\n    - " + file.secret("stringData:list:", "secret", "str")
                + "\n  port: " + file.secret("stringData:port:", "8443", "int")
                + "\n  wanted: " + file.secret("stringData:wanted:", "False", "bool")
                + "\n" + more + file.metadata();
    }

    private static Manifest manifest(String text) {
        return new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("secret.yaml", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
    }
}
