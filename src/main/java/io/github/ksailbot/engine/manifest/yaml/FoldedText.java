package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a text in a {@code >} block once kustomize has written and read it again, as it does with every
 * resource: go-yaml's writer looks at the begin of the text instead of at the next line when it decides whether a line
 * break must be doubled, so that a blank line comes in before a line that begins with a space.
 *
 * @see <a href="https://github.com/go-yaml/yaml/blob/v3.0.1/emitterc.go">yaml.v3, yaml_emitter_write_folded_scalar</a>
 */
public final class FoldedText {
    private FoldedText() {}

    /** The same node where nothing in it changes. */
    public static MappingNode rewrite(MappingNode mapping) {
        List<MappingNode.Entry> changed = new ArrayList<>();
        for (MappingNode.Entry entry : mapping.entries()) {
            Node value = rewrite(entry.value());
            if (value != entry.value()) {
                changed.add(new MappingNode.Entry(entry.key(), value));
            }
        }
        return changed.isEmpty() ? mapping : mapping.with(changed);
    }

    private static Node rewrite(Node node) {
        if (node instanceof MappingNode mapping) {
            return rewrite(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return rewrite(sequence);
        }
        return node instanceof ScalarNode scalar ? rewrite(scalar) : node;
    }

    private static Node rewrite(SequenceNode sequence) {
        List<Node> items = sequence.items().stream().map(FoldedText::rewrite).toList();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) != sequence.items().get(i)) {
                return new SequenceNode(items, sequence.origin());
            }
        }
        return sequence;
    }

    private static ScalarNode rewrite(ScalarNode scalar) {
        String text = scalar.text();
        if (scalar.style() != Style.FOLDED || text.indexOf('\n') < 0 || !isBlock(text)) {
            return scalar;
        }
        String changed = rewrite(text);
        return changed.equals(text)
                ? scalar
                : new ScalarNode(changed, scalar.style(), scalar.type(), scalar.origin(), scalar.indent());
    }

    /** Texts that are no block are written in double quotes, which change nothing. */
    private static boolean isBlock(String text) {
        int[] points = text.codePoints().toArray();
        for (int point : points) {
            if (point != '\n' && CodePoints.isBreak(point)) {
                return false;
            }
        }
        return ScalarShape.of(points).block();
    }

    private static String rewrite(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        boolean doubles = at < text.length() && !isBlank(text, at);
        StringBuilder changed = new StringBuilder(text.substring(0, at));
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return changed.append(text, at, text.length()).toString();
            }
            int next = end;
            while (next < text.length() && text.charAt(next) == '\n') {
                next++;
            }
            changed.append(text, at, end).append(breaks(text, at, next, next - end, doubles));
            at = next;
        }
        return changed.toString();
    }

    /**
     * @param line where the line before the breaks begins
     * @param next where the line behind them begins
     */
    private static String breaks(String text, int line, int next, int count, boolean doubles) {
        int written = doubles && !isBlank(text, line) ? count + 1 : count;
        if (next == text.length()) {
            return "\n".repeat(count == 1 ? 1 : written);
        }
        if (isBlank(text, line) || isBlank(text, next)) {
            return "\n".repeat(written);
        }
        return written == 1 ? " " : "\n".repeat(written - 1);
    }

    private static boolean isBlank(String text, int at) {
        return text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }
}
