package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.fuzz.Choices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class YamlPropertiesTest {
    private static final Origin MADE = Origin.of("made.yaml", 1, 1);

    @Property(tries = 500)
    void write_thenRead_keepsTheValue(@ForAll("documents") Node node) {
        YamlDocuments read = Yaml.read(YamlWriter.write(node));

        assertThat(read.findings()).isEmpty();
        assertThat(CanonicalJson.of(read.documents().get(0))).isEqualTo(CanonicalJson.of(node));
        assertThat(Values.same(read.documents().get(0), node)).isTrue();
    }

    @Property(tries = 500)
    void write_ofWhatWasWritten_isTheSame(@ForAll("documents") Node node) {
        String text = YamlWriter.write(node);

        assertThat(YamlWriter.writeAll(Yaml.read(text).documents())).isEqualTo(text);
    }

    @Property(tries = 300)
    void json_isYaml_withTheSameValue(@ForAll("documents") Node node) {
        String json = CanonicalJson.of(node);

        assertThat(CanonicalJson.of(Yaml.one(json))).isEqualTo(json);
    }

    @Property(tries = 300)
    void value_isReadWhateverItsStyle(@ForAll("documents") Node node, @ForAll byte[] styles) {
        Choices choices = new Choices(styles);
        String text = "# made\n" + (choices.coin() ? "---\n" : "") + styled(node, "", choices) + "\n";
        String broken = choices.coin() ? text.replace("\n", "\r\n") : text;
        String marked = choices.coin() ? "\uFEFF" + broken : broken;

        YamlDocuments read = Yaml.read(marked);

        assertThat(read.findings()).as(marked).isEmpty();
        assertThat(CanonicalJson.of(read.documents().get(0))).as(marked).isEqualTo(CanonicalJson.of(node));
    }

    @Property(tries = 300)
    void alias_isItsAnchor_andAMergeItsEntries(@ForAll("documents") Node node, @ForAll byte[] styles) {
        String text = "base: &base\n  " + styled(node, "  ", new Choices(styles))
                + "\ncopy: *base\nmerged:\n  <<: *base\n  \"own key\": 1\n";

        MappingNode read = Yaml.mapping(text);

        assertThat(CanonicalJson.of(Objects.requireNonNull(read.get("copy"))))
                .as(text)
                .isEqualTo(CanonicalJson.of(node));
        MappingNode merged = Objects.requireNonNull(read.mapping("merged"));
        assertThat(CanonicalJson.of(merged.without("own key"))).as(text).isEqualTo(CanonicalJson.of(node));
        assertThat(merged.text("own key")).isEqualTo("1");
    }

    /**
     * A value as its first line begins, without line break at its end; strings in quotes or as literal blocks.
     *
     * @param margin of its further lines: two columns more than what it stands in
     */
    private static String styled(Node node, String margin, Choices choices) {
        if (node instanceof ScalarNode scalar) {
            return styled(scalar, margin, choices);
        }
        List<String> lines = new ArrayList<>();
        if (node instanceof MappingNode mapping && !choices.coin()) {
            for (MappingNode.Entry entry : mapping.entries()) {
                String key = CanonicalJson.string(entry.key().text());
                boolean below = !(entry.value() instanceof ScalarNode);
                lines.add(key + (below ? ":\n  " + margin : ": ") + styled(entry.value(), margin + "  ", choices));
            }
        } else if (node instanceof SequenceNode list && list.size() > 0 && !choices.coin()) {
            list.items().forEach(item -> lines.add("- " + styled(item, margin + "  ", choices)));
        }
        return lines.isEmpty() ? CanonicalJson.of(node) : String.join("\n" + margin, lines);
    }

    private static String styled(ScalarNode scalar, String margin, Choices choices) {
        String text = scalar.text();
        boolean printable = text.codePoints().allMatch(c -> c >= ' ' || c == '\n');
        if (scalar.isString() && printable && choices.coin()) {
            if (text.indexOf('\n') < 0) {
                return "'" + text.replace("'", "''") + "'";
            }
            String chomp = !text.endsWith("\n") ? "-" : text.endsWith("\n\n") ? "+" : "";
            String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            return "|2" + chomp + "\n" + margin + lines.replace("\n", "\n" + margin);
        }
        return CanonicalJson.of(scalar);
    }

    @Property(tries = 300)
    void origins_pointToTheText(@ForAll("documents") Node node) {
        String text = YamlWriter.write(node);
        String[] lines = text.split("\n", -1);

        forEachEntry(Yaml.one(text), (key, value) -> {
            assertThat(from(lines, key.origin())).matches(shown -> shows(shown, key.text()), "shows " + key);
            if (value instanceof ScalarNode scalar) {
                assertThat(from(lines, scalar.origin()))
                        .matches(shown -> shows(shown, YamlWriter.write(scalar)), "shows " + scalar);
            }
        });
    }

    @Property(tries = 2000)
    void read_ofAnyCharacters_neverThrows(@ForAll("noise") String text) {
        YamlDocuments read = Yaml.read(text);

        assertThat(read.findings()).allSatisfy(finding -> {
            assertThat(finding.origin()).isNotNull();
            assertThat(finding.message()).isNotBlank();
        });
        YamlWriter.writeAll(read.documents());
    }

    @Property(tries = 300)
    void read_ofAnyBytes_neverThrows(@ForAll byte[] content) {
        assertThat(new YamlReader(YamlLimits.DEFAULT).read("f.yaml", content)).isNotNull();
    }

    @Property(tries = 300)
    void readEmbedded_isLikeReadingTheText(@ForAll("documents") Node node) {
        String text = YamlWriter.write(node);
        ScalarNode block = (ScalarNode) Yaml.mapping(YamlWriter.write(MappingNode.of(
                        List.of(new MappingNode.Entry(ScalarNode.string("patch", MADE), ScalarNode.string(text, MADE))),
                        MADE)))
                .entries()
                .get(0)
                .value();

        Node embedded = new YamlReader(YamlLimits.DEFAULT)
                .readEmbedded(block)
                .documents()
                .get(0);

        assertThat(CanonicalJson.of(embedded)).isEqualTo(CanonicalJson.of(node));
        if (block.indent() != ScalarNode.NO_INDENT) {
            Node alone = new YamlReader(YamlLimits.DEFAULT)
                    .read(Yaml.FILE, text.getBytes(StandardCharsets.UTF_8))
                    .documents()
                    .get(0);
            assertThat(embedded.origin().line()).isEqualTo(alone.origin().line() + 1);
            assertThat(embedded.origin().column()).isEqualTo(alone.origin().column() + 2);
        }
    }

    @Provide
    Arbitrary<Node> documents() {
        return mapping(values(3));
    }

    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> piece = Arbitraries.of(
                "a", "b: ", ": ", "- ", "\n", "\n  ", "\n    ", " ", "\t", "[", "]", "{", "}", ",", "&x ", "*x", "<<: ",
                "|\n", ">-\n", "'", "\"", "#", "!!int ", "!t ", "? ", "---\n", "...\n", "%", "\\", "0", "~", "\r\n",
                "\u0085", "\u2028", "😀", "@");
        return piece.list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    private static Arbitrary<Node> values(int depth) {
        Arbitrary<Node> scalar = Arbitraries.oneOf(
                texts().map(text -> ScalarNode.string(text, MADE)),
                Arbitraries.longs().map(number -> made(Long.toString(number), ScalarNode.Type.INTEGER)),
                Arbitraries.doubles().map(number -> made(Double.toString(number), ScalarNode.Type.FLOAT)),
                Arbitraries.of(
                        made("true", ScalarNode.Type.BOOLEAN),
                        made("false", ScalarNode.Type.BOOLEAN),
                        made("~", ScalarNode.Type.NULL)));
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<Node> inner = values(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, scalar),
                Tuple.of(1, inner.list().ofMaxSize(3).map(items -> (Node) new SequenceNode(items, MADE))),
                Tuple.of(1, mapping(inner)));
    }

    private static Arbitrary<Node> mapping(Arbitrary<Node> values) {
        return Combinators.combine(
                        texts().list().ofMinSize(1).ofMaxSize(4), values.list().ofSize(4))
                .as((keys, items) -> {
                    Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
                    for (int i = 0; i < keys.size(); i++) {
                        // kustomize drops the merge key
                        String key = keys.get(i).equals("<<") ? "<" : keys.get(i);
                        entries.put(key, new MappingNode.Entry(ScalarNode.string(key, MADE), items.get(i)));
                    }
                    return (Node) MappingNode.of(new ArrayList<>(entries.values()), MADE);
                });
    }

    /** But for line breaks of YAML 1.1 and texts of line breaks alone: the parser follows YAML 1.2. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.of(
                "a",
                "word",
                "é",
                "日本",
                "😀",
                " ",
                "  ",
                ": ",
                " #",
                "-",
                "- ",
                "'",
                "\"",
                "\\",
                "\n",
                "\n\n",
                "\t",
                "\r\n",
                "{",
                "]",
                ",",
                "&",
                "*",
                "!",
                "|",
                ">",
                "%",
                "@",
                "`",
                "?",
                "=",
                "1",
                "0",
                ".",
                "~",
                "true",
                "yes",
                "null",
                "2020-01-01",
                "12:30",
                "1e3",
                "0x1",
                "<<",
                "---",
                "\u0001",
                "\u00a0",
                "http://example.org/a?b=c&d",
                "a longer text with words ");
        return piece.list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces))
                .map(text -> text.isEmpty() || !text.strip().isEmpty() ? text : "x" + text);
    }

    private static ScalarNode made(String text, ScalarNode.Type type) {
        return new ScalarNode(text, Style.PLAIN, type, MADE);
    }

    private static void forEachEntry(Node node, BiConsumer<ScalarNode, Node> action) {
        if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                action.accept(entry.key(), entry.value());
                forEachEntry(entry.value(), action);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> forEachEntry(item, action));
        }
    }

    private static String from(String[] lines, Origin origin) {
        String line = lines[origin.line() - 1];
        return line.substring(line.offsetByCodePoints(0, origin.column() - 1));
    }

    private static boolean shows(String line, String text) {
        return line.startsWith(text.strip().split("\\s", 2)[0])
                || line.startsWith("\"")
                || line.startsWith("'")
                || line.startsWith("|");
    }
}
