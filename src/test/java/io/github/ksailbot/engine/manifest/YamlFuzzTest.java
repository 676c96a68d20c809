package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class YamlFuzzTest {
    private static final YamlLimits SMALL = new YamlLimits(1 << 16, 40, 2_000, 40, 40);

    /** What was read from a small file is written with at most so many levels, values and documents. */
    private static final YamlLimits LARGE = new YamlLimits(1 << 24, 50, 1_000_000, 0, 50);

    /** A file. */
    public static void fuzzerTestOneInput(byte[] input) {
        for (YamlDialect dialect : YamlDialect.values()) {
            YamlDocuments read = new YamlReader(SMALL, dialect).read("made.yaml", input);
            int lines = lines(input);
            for (Finding finding : read.findings()) {
                assertThat(finding.message()).isNotBlank();
                assertThat(finding.origin()).isNotNull();
                assertThat(finding.origin().line()).isBetween(1, lines);
            }
            read.documents().forEach(document -> checkPlaces(document, lines));
            if (dialect == YamlDialect.KUSTOMIZE) {
                checkWriting(read.documents());
            }
        }
    }

    private static int lines(byte[] input) {
        int lines = 1;
        for (byte b : input) {
            // a carriage return, and the last byte of U+0085, U+2028 and U+2029, may end a line too
            lines += b == '\n' || b == '\r' || b == (byte) 0x85 || b == (byte) 0xA8 || b == (byte) 0xA9 ? 1 : 0;
        }
        return lines;
    }

    private static void checkPlaces(Node node, int lines) {
        assertThat(node.origin().line()).isBetween(1, lines);
        assertThat(node.origin().column()).isPositive();
        if (node instanceof MappingNode mapping) {
            mapping.entries().forEach(entry -> {
                checkPlaces(entry.key(), lines);
                checkPlaces(entry.value(), lines);
            });
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> checkPlaces(item, lines));
        }
    }

    private static void checkWriting(List<Node> documents) {
        for (Node document : documents) {
            String text = YamlWriter.write(document);
            if (!isTold(document)) {
                continue;
            }
            YamlDocuments again = new YamlReader(LARGE).read("again.yaml", text.getBytes(StandardCharsets.UTF_8));
            assertThat(again.findings().stream().filter(finding -> finding.severity() == Severity.ERROR))
                    .as(text)
                    .isEmpty();
            assertThat(again.documents()).as(text).hasSize(1);
            assertThat(CanonicalJson.of(again.documents().get(0))).isEqualTo(CanonicalJson.of(document));
            if (isOrdered(document)) {
                assertThat(YamlWriter.write(again.documents().get(0))).isEqualTo(text);
            }
        }
    }

    /**
     * Whether the value comes back from what kustomize would write. Its writer follows YAML 1.1, which has more line breaks; it
     * writes a text of line breaks alone, the key of a merge, and a text that only its own reader takes for a number, such
     * that they are read as something else. JSON has no infinite numbers, and its zero below zero is zero.
     */
    private static boolean isTold(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().stream()
                    .allMatch(entry -> !entry.key().text().equals("<<")
                            && isTold(entry.key().text())
                            && isTold(entry.value()));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().allMatch(YamlFuzzTest::isTold);
        }
        ScalarNode scalar = (ScalarNode) node;
        return switch (scalar.type()) {
            case STRING -> isTold(scalar.text());
            case FLOAT ->
                ScalarResolver.isFinite(scalar.text()) && !Double.valueOf(-0.0).equals(scalar.numberValue());
            case INTEGER, BOOLEAN, NULL -> true;
        };
    }

    private static boolean isTold(String text) {
        boolean disputed =
                new ScalarResolver(YamlDialect.KUBERNETES).plain(text).type() == ScalarNode.Type.STRING
                        && new ScalarResolver(YamlDialect.KUSTOMIZE).plain(text).type() != ScalarNode.Type.STRING;
        return !disputed
                && text.chars().noneMatch(c -> c == 0x85 || c == 0x2028 || c == 0x2029)
                && (text.isEmpty() || !text.isBlank());
    }

    /** Whether keys have an order at all: with numbers beyond 64 bits in them, one may come before another and behind it. */
    private static boolean isOrdered(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().allMatch(YamlFuzzTest::isOrdered);
        }
        if (!(node instanceof MappingNode mapping)) {
            return true;
        }
        List<MappingNode.Entry> sorted = KeyOrder.sorted(mapping.entries());
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size(); j++) {
                if (KeyOrder.isLess(
                        sorted.get(j).key().text(), sorted.get(i).key().text())) {
                    return false;
                }
            }
        }
        return mapping.entries().stream().allMatch(entry -> isOrdered(entry.value()));
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
