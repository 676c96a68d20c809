package io.github.ksailbot.engine.flux.substitution;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A key or value of a resource in which something may be replaced.
 *
 * @param field path in the resource
 */
record VariableText(String text, String field, Origin origin) {

    /** All of a resource, in the order in which they are written. */
    static List<VariableText> in(MappingNode root) {
        List<VariableText> texts = new ArrayList<>();
        if (isIn(root)) {
            collect(root, FieldPath.ROOT, texts);
        }
        return texts;
    }

    static boolean isIn(String text) {
        return text.contains("${") || text.contains("$$");
    }

    /** Most resources hold none: no path has to be made for them. */
    private static boolean isIn(Node node) {
        if (node instanceof ScalarNode scalar) {
            return isIn(scalar.text());
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                if (isIn(item)) {
                    return true;
                }
            }
        } else if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                if (isIn(entry.key().text()) || isIn(entry.value())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void collect(Node node, FieldPath path, List<VariableText> texts) {
        if (node instanceof ScalarNode scalar) {
            if (isIn(scalar.text())) {
                texts.add(new VariableText(scalar.text(), path.toString(), scalar.origin()));
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.size(); i++) {
                collect(sequence.items().get(i), path.index(i), texts);
            }
        } else if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                FieldPath field = path.key(entry.key().text());
                if (isIn(entry.key().text())) {
                    texts.add(new VariableText(
                            entry.key().text(), field.toString(), entry.key().origin()));
                }
                collect(entry.value(), field, texts);
            }
        }
    }
}
