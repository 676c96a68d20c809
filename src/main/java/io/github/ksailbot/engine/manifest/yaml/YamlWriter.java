package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.manifest.CanonicalNumber;
import io.github.ksailbot.engine.manifest.KeyOrder;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.List;
import java.util.function.Function;

/**
 * Writes YAML byte for byte as {@code kustomize build} does: keys in go-yaml's order, lists at the column of their key,
 * lines folded behind column 80, text of several lines as literal block, quotes only where a reader of YAML 1.1 needs them.
 * Styles and comments of the source are not kept, as there.
 *
 * @see <a href="https://github.com/kubernetes-sigs/yaml/blob/v1.4.0/goyaml.v2/emitterc.go">goyaml.v2, emitterc.go</a>
 */
public final class YamlWriter {
    /** The emitter writes longer keys, counted in bytes, with a question mark. */
    private static final int LONGEST_SIMPLE_KEY = 128;

    private static final int INDENT_STEP = 2;
    private static final Function<Node, String> NO_REMARK = node -> "";

    private final EmitterBuffer out;
    private final ScalarEmitter scalars;
    private final Function<Node, String> remark;

    private YamlWriter(StringBuilder text, Function<Node, String> remark) {
        this.out = new EmitterBuffer(text);
        this.scalars = new ScalarEmitter(out);
        this.remark = remark;
    }

    /** One document, with a line break at its end and without a marker before it. */
    public static String write(Node node) {
        StringBuilder text = new StringBuilder();
        writeTo(text, node, NO_REMARK);
        return text.toString();
    }

    /** Documents in their order, {@code ---} between them; empty for none. */
    public static String writeAll(List<? extends Node> nodes) {
        return writeAll(nodes, NO_REMARK);
    }

    /**
     * Documents as {@link #writeAll(List)} writes them, with a comment behind each value that has no values in it.
     *
     * @param remark the comment's text on one line, without the {@code #}
     */
    public static String writeAll(List<? extends Node> nodes, Function<Node, String> remark) {
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            if (text.length() > 0) {
                text.append("---\n");
            }
            writeTo(text, node, remark);
        }
        return text.toString();
    }

    private static void writeTo(StringBuilder text, Node node, Function<Node, String> remark) {
        new YamlWriter(text, remark).node(node, -1, false, false);
        if (text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    /**
     * @param indent of the collection around it; -1 for the document
     * @param inMapping whether it is the value of a key
     * @param key whether it is a key on one line
     */
    private void node(Node node, int indent, boolean inMapping, boolean key) {
        if (node instanceof ScalarNode scalar) {
            scalar(scalar, indent < 0 ? INDENT_STEP : indent + INDENT_STEP, key);
        } else if (node instanceof SequenceNode sequence) {
            sequence(sequence, indent, inMapping);
        } else if (node instanceof MappingNode mapping) {
            mapping(mapping, indent);
        }
    }

    private void sequence(SequenceNode sequence, int indent, boolean inMapping) {
        if (sequence.items().isEmpty()) {
            out.indicator("[", true, true, false);
            out.indicator("]", false, false, false);
            out.remark(remark.apply(sequence));
            return;
        }
        boolean atKey = inMapping && !out.onIndentation();
        int own = indent < 0 ? 0 : atKey ? indent : indent + INDENT_STEP;
        for (Node item : sequence.items()) {
            out.indent(own);
            out.indicator("-", true, false, true);
            node(item, own, false, false);
        }
    }

    private void mapping(MappingNode mapping, int indent) {
        if (mapping.isEmpty()) {
            out.indicator("{", true, true, false);
            out.indicator("}", false, false, false);
            out.remark(remark.apply(mapping));
            return;
        }
        int own = indent < 0 ? 0 : indent + INDENT_STEP;
        for (Entry entry : KeyOrder.sorted(mapping.entries())) {
            ScalarNode key = ScalarNode.string(entry.key().text(), entry.key().origin());
            out.indent(own);
            if (isSimple(key.text())) {
                node(key, own, true, true);
                out.indicator(":", false, false, false);
            } else {
                out.indicator("?", true, false, true);
                node(key, own, true, false);
                out.indent(own);
                out.indicator(":", true, false, true);
            }
            node(entry.value(), own, true, false);
        }
    }

    private void scalar(ScalarNode scalar, int indent, boolean key) {
        String value = value(scalar);
        int[] text = value.codePoints().toArray();
        scalars.write(text, style(scalar, value, text, key), key, indent, key ? "" : remark.apply(scalar));
    }

    private static String value(ScalarNode scalar) {
        return switch (scalar.type()) {
            case STRING -> scalar.text();
            case NULL -> "null";
            case BOOLEAN -> ScalarResolver.isTrue(scalar.text()) ? "true" : "false";
            case INTEGER, FLOAT -> {
                String number = CanonicalNumber.yaml(scalar);
                yield number == null ? scalar.text() : number;
            }
        };
    }

    private static Style style(ScalarNode scalar, String value, int[] text, boolean key) {
        if (scalar.type() != ScalarNode.Type.STRING) {
            return Style.PLAIN;
        }
        ScalarShape shape = ScalarShape.of(text);
        if (value.indexOf('\n') >= 0) {
            return shape.block() && !key ? Style.LITERAL : Style.DOUBLE_QUOTED;
        }
        if (!PlainStrings.staysString(value) || (key && shape.multiline())) {
            return Style.DOUBLE_QUOTED;
        }
        return shape.plain() ? Style.PLAIN : shape.singleQuoted() ? Style.SINGLE_QUOTED : Style.DOUBLE_QUOTED;
    }

    private static boolean isSimple(String key) {
        int bytes = 0;
        for (int i = 0; i < key.length(); i = key.offsetByCodePoints(i, 1)) {
            int c = key.codePointAt(i);
            bytes += CodePoints.width(c);
            if (bytes > LONGEST_SIMPLE_KEY || CodePoints.isBreak(c)) {
                return false;
            }
        }
        return true;
    }
}
