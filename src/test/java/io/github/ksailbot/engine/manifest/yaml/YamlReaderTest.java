package io.github.ksailbot.engine.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.FieldPathException;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Yaml;
import io.github.ksailbot.engine.manifest.YamlDialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    @Test
    void values_areWhereTheyAreWritten() {
        MappingNode root = Yaml.mapping("""
            apiVersion: apps/v1
            spec:
              template:
                containers:
                - name: web
                  image: "nginx:1.27"
                - {name: side, ports: [80, 443]}
            """);

        assertThat(place(root, "apiVersion")).isEqualTo("apps/web.yaml:1:13");
        assertThat(place(root, "spec")).isEqualTo("apps/web.yaml:3:3");
        assertThat(place(root, "spec.template.containers")).isEqualTo("apps/web.yaml:5:5");
        assertThat(place(root, "spec.template.containers[0]")).isEqualTo("apps/web.yaml:5:7");
        assertThat(place(root, "spec.template.containers[0].image")).isEqualTo("apps/web.yaml:6:14");
        assertThat(place(root, "spec.template.containers[1]")).isEqualTo("apps/web.yaml:7:7");
        assertThat(place(root, "spec.template.containers[1].ports[1]")).isEqualTo("apps/web.yaml:7:32");
    }

    @Test
    void columns_countCodePoints() {
        MappingNode root = Yaml.mapping("\uFEFF\"😀é\": x\n");

        assertThat(root.entries().get(0).value().origin()).isEqualTo(Origin.of(Yaml.FILE, 1, 7));
    }

    @Test
    void documents_emptyOnesAreLeftOut() {
        YamlDocuments read = Yaml.read("""
            # only a comment
            ---
            a: 1
            ---
            # nothing
            ---
            ---
            null
            ---
            {b: 2}
            ...
            ---
            text
            """);

        assertThat(read.findings()).isEmpty();
        assertThat(read.documents().stream().map(CanonicalJson::of))
                .containsExactly("{\"a\":1}", "{\"b\":2}", "\"text\"");
        assertThat(read.documents().get(1).origin().line()).isEqualTo(10);
    }

    @Test
    void separator_withAValueBehindIt_isRefusedAsKustomizeDoes() {
        for (String separator : List.of("--- {b: 2}", "---b: 2")) {
            YamlDocuments read = Yaml.read("a: 1\n" + separator + "\n---\nc: 3\n");

            assertThat(read.documents()).hasSize(1);
            assertThat(read.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule().value()).isEqualTo("yaml/syntax");
                assertThat(finding.origin()).isEqualTo(Origin.of(Yaml.FILE, 2, 1));
            });
        }
        assertThat(Yaml.read("--- {a: 1}\n--- # b\nc: 1\n---\td\n").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.origin()).isEqualTo(Origin.of(Yaml.FILE, 4, 1)));
    }

    @Test
    void directive_aboveASeparator_isRefusedAsKustomizeDoes() {
        assertThat(Yaml.read("%YAML 1.1\n---\na: 1\n").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule().value()).isEqualTo("yaml/syntax"));
    }

    @Test
    void contentBehindTheEndOfADocument_isLeftOut_andTold() {
        for (String text : List.of("a: 1\n...\nb: 2\n", "{a: 1}\n{b: 2}\n", "a: 1\n...\n@\n")) {
            YamlDocuments read = Yaml.read(text + "---\nc: 3\n");

            assertThat(read.documents().stream().map(CanonicalJson::of)).containsExactly("{\"a\":1}", "{\"c\":3}");
            assertThat(read.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.rule().value()).isEqualTo("yaml/ignored"));
        }
        assertThat(Yaml.read("a: 1\n...\n# b\n").findings()).isEmpty();
    }

    @Test
    void lineBreaksThatNobodySees_areRefused() {
        for (String hidden : List.of("\u0085", "\u2028", "\u2029")) {
            YamlDocuments read = Yaml.read("a: 1\n# harmless" + hidden + "b: 2\n");

            assertThat(read.documents()).isEmpty();
            assertThat(read.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule().value()).isEqualTo("yaml/encoding");
                assertThat(finding.origin()).isEqualTo(Origin.of(Yaml.FILE, 2, 11));
            });
        }
        assertThat(CanonicalJson.of(Yaml.one("a: \"\\u2028\"\n"))).isEqualTo("{\"a\":\"\\u2028\"}");
    }

    @Test
    void scalars_thatGoDoesNotRead_areRefused() {
        for (String text :
                List.of("x: 1\na: \"😀 b\\/c\"\n", "x: 1\na: |\n  \ttab\n", "x: 1\na: !!str >-\n\n  \ttab\n")) {
            assertThat(Yaml.read(text).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule().value()).isEqualTo("yaml/syntax");
                assertThat(finding.origin()).isEqualTo(Origin.of(Yaml.FILE, 2, 4));
            });
        }
        for (String text : List.of("a: \"b\\\\/c\"\n", "a: 'b\\/c'\n", "a: |2\n  \ttab\n", "a: |\n  x\n  \ttab\n")) {
            assertThat(Yaml.read(text).findings()).isEmpty();
        }
    }

    @Test
    void documents_noneInEmptyFiles() {
        for (String text : List.of("", "\n\n", "# comment", "---\n", "---\n---\n", "\uFEFF")) {
            assertThat(Yaml.read(text).documents()).isEmpty();
            assertThat(Yaml.read(text).findings()).isEmpty();
        }
    }

    @Test
    void lineEnds_windowsAndOldMac_countAsLines() {
        assertThat(place(Yaml.mapping("a: 1\r\nb:\r\n  c: 2\r\n"), "b.c")).isEqualTo("apps/web.yaml:3:6");
        assertThat(place(Yaml.mapping("a: 1\rb:\r  c: 2\r"), "b.c")).isEqualTo("apps/web.yaml:3:6");
    }

    @Test
    void alias_sharesTheAnchoredNode() {
        MappingNode root = Yaml.mapping("a: &x {b: 1}\nc: *x\n");

        assertThat(root.get("c")).isSameAs(root.get("a"));
    }

    @Test
    void anchor_isTakenOverByALaterOne() {
        assertThat(CanonicalJson.of(Yaml.one("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")))
                .isEqualTo("{\"a\":1,\"b\":1,\"c\":2,\"d\":2}");
    }

    @Test
    void merge_keepsTheOriginOfMergedValues() {
        MappingNode root = Yaml.mapping("""
            base: &base
              cpu: 100m
              memory: 1Gi
            web:
              <<: *base
              cpu: 200m
            """);

        assertThat(place(root, "web.cpu")).isEqualTo("apps/web.yaml:6:8");
        assertThat(place(root, "web.memory")).isEqualTo("apps/web.yaml:3:11");
        assertThat(CanonicalJson.of(root))
                .isEqualTo(
                        "{\"base\":{\"cpu\":\"100m\",\"memory\":\"1Gi\"},\"web\":{\"cpu\":\"200m\",\"memory\":\"1Gi\"}}");
    }

    @Test
    void duplicateKey_lastWins_andIsFound() {
        YamlDocuments read = Yaml.read("a: 1\nb: 2\na: 3\na: 4\n");

        assertThat(CanonicalJson.of(read.documents().get(0))).isEqualTo("{\"a\":4,\"b\":2}");
        assertThat(lines(read))
                .containsExactly(
                        "apps/web.yaml:3:1 yaml/duplicate-key The key `a` is already in this mapping, in line 1;"
                                + " Kubernetes' readers refuse a mapping that has a key twice.",
                        "apps/web.yaml:4:1 yaml/duplicate-key The key `a` is already in this mapping, in line 1;"
                                + " Kubernetes' readers refuse a mapping that has a key twice.");
    }

    @Test
    void brokenDocument_documentsBeforeItAreThere() {
        YamlDocuments read = Yaml.read("a: 1\n---\nb: 2\n---\nc: [1\nd: 2\n");

        assertThat(read.documents().stream().map(CanonicalJson::of)).containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(lines(read))
                .containsExactly(
                        "apps/web.yaml:6:2 yaml/syntax This is not YAML: a list in brackets is not closed, or a comma"
                                + " is missing in it (it began in line 5). The rest of the file was not read.");
    }

    @Test
    void unknownAlias_leavesOutItsDocumentOnly() {
        YamlDocuments read = Yaml.read("a: *nowhere\n---\nb: &self [*self]\n---\nc: 1\n");

        assertThat(read.documents().stream().map(CanonicalJson::of)).containsExactly("{\"c\":1}");
        assertThat(lines(read))
                .containsExactly(
                        "apps/web.yaml:1:4 yaml/alias The alias `*nowhere` names no anchor above it in this document;"
                                + " the document cannot be read.",
                        "apps/web.yaml:3:11 yaml/alias The alias `*self` stands inside the value that it repeats; the"
                                + " document cannot be read.");
    }

    @Test
    void keys_thatAreNoText_areFoundAndLeftOut() {
        YamlDocuments read = Yaml.read("a: 1\n? [b]\n: 2\n~: 3\n");

        assertThat(CanonicalJson.of(read.documents().get(0))).isEqualTo("{\"a\":1}");
        assertThat(read.findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("yaml/key", "yaml/key");
    }

    @Test
    void templateKey_saysHowToQuoteIt() {
        assertThat(Yaml.read("{{ .Values.name }}: 1\n").findings().get(0).fix()).contains("{{ name }}");
    }

    @Test
    void nestedNumberKey_isRefusedAsKustomizeDoes() {
        assertThat(lines(Yaml.read("data:\n  80: web\n")))
                .containsExactly(
                        "apps/web.yaml:2:3 yaml/key The key `80` is not a string without quotes; kustomize cannot"
                                + " build a document that has such a key below its top.");
        assertThat(Yaml.read("data:\n  '80': web\n80: x\n").findings()).isEmpty();
    }

    @Test
    void numberKey_beyond32Bits_isInfiniteToKubernetes() {
        YamlDocuments read = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES)
                .read(Yaml.FILE, "1e40: a\n-1e40: b\n1e38: c\n".getBytes(StandardCharsets.UTF_8));

        assertThat(read.findings()).isEmpty();
        assertThat(CanonicalJson.of(read.documents().get(0)))
                .isEqualTo("{\"-.inf\":\"b\",\".inf\":\"a\",\"1e+38\":\"c\"}");
    }

    @Test
    void unknownTag_isAWarning() {
        assertThat(lines(Yaml.read("a: !Ref b\nc: !!set {d: null}\n")))
                .containsExactly(
                        "apps/web.yaml:1:4 yaml/tag Kubernetes does not know the tag `!Ref` and takes the value as a"
                                + " string.",
                        "apps/web.yaml:2:4 yaml/tag Kubernetes does not know the tag `!!set` and takes the value as a"
                                + " plain mapping.");
    }

    @Test
    void encoding_notUtf8_isFoundWhereItIs() {
        byte[] latin = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        YamlDocuments read = new YamlReader(YamlLimits.DEFAULT).read(Yaml.FILE, latin);

        assertThat(lines(read))
                .containsExactly(
                        "apps/web.yaml:2:7 yaml/encoding The file contains a byte that is not UTF-8; it was not read.");
    }

    @Test
    void encoding_utf16_isRefused() {
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            YamlDocuments read = new YamlReader(YamlLimits.DEFAULT).read(Yaml.FILE, "a: 1\n".getBytes(charset));

            assertThat(lines(read))
                    .containsExactly(
                            "apps/web.yaml:1:1 yaml/encoding The file contains text in UTF-16; it was not read.");
        }
    }

    @Test
    void controlCharacter_isFoundWhereItIs() {
        assertThat(lines(Yaml.read("a: 1\nb: x\u0007y\n")))
                .containsExactly(
                        "apps/web.yaml:2:5 yaml/encoding The file contains the control character U+0007, which YAML"
                                + " does not allow unescaped; it was not read.");
    }

    @Test
    void findings_areInFileOrder() {
        YamlDocuments read = Yaml.read("a:\n  b: !x 1\n  <<: 1\n  b: 2\nc: .inf\na: 2\n");

        assertThat(read.findings())
                .extracting(finding -> Objects.requireNonNull(finding.origin()).line())
                .containsExactly(2, 3, 4, 5, 6);
    }

    private static String place(MappingNode root, String path) {
        try {
            return Objects.requireNonNull(FieldPath.parse(path).find(root))
                    .origin()
                    .location()
                    .toString();
        } catch (FieldPathException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> lines(YamlDocuments read) {
        return read.findings().stream().map(YamlReaderTest::line).toList();
    }

    private static String line(Finding finding) {
        return Objects.requireNonNull(finding.origin()).location() + " " + finding.rule() + " " + finding.message();
    }
}
