package io.github.ksailbot.engine.flux.substitution;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a resource that was read from substituted text the origins of the one that it was made of. A value that one
 * variable changed was written last where that variable has its value.
 */
final class SubstitutedOrigins {
    private final Map<String, Variable> variables;
    private final boolean open;

    SubstitutedOrigins(Map<String, Variable> variables, boolean open) {
        this.variables = variables;
        this.open = open;
    }

    MappingNode mapping(MappingNode before, MappingNode after) {
        List<MappingNode.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (MappingNode.Entry entry : before.entries()) {
            ScalarNode key = key(entry.key());
            Node value = after.get(key.text());
            // two keys may have become the same one; the last counts, which is what the reader kept
            if (value != null && seen.add(key.text())) {
                entries.add(new MappingNode.Entry(key, node(entry.value(), value)));
            }
        }
        for (MappingNode.Entry entry : after.entries()) {
            if (seen.add(entry.key().text())) {
                Origin origin = before.origin().as(Writer.VARIABLE, before.origin());
                entries.add(new MappingNode.Entry(entry.key().withOrigin(origin), moved(entry.value(), origin)));
            }
        }
        return MappingNode.of(entries, before.origin());
    }

    private Node node(Node before, Node after) {
        if (before instanceof MappingNode old && after instanceof MappingNode now) {
            return mapping(old, now);
        }
        if (before instanceof SequenceNode old && after instanceof SequenceNode now && old.size() == now.size()) {
            List<Node> items = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                items.add(node(old.items().get(i), now.items().get(i)));
            }
            return old.withItems(items);
        }
        if (before instanceof ScalarNode old && after instanceof ScalarNode && !VariableText.isIn(old.text())) {
            return old;
        }
        return moved(after, before instanceof ScalarNode old ? origin(old) : before.origin());
    }

    private ScalarNode key(ScalarNode key) {
        String text = VariableText.isIn(key.text()) ? evaluated(key.text()) : null;
        return text == null ? key : ScalarNode.string(text, origin(key));
    }

    private @Nullable String evaluated(String text) {
        try {
            return new Evaluation(variables, open).evaluate(text);
        } catch (ExpressionException e) {
            return null;
        }
    }

    private Origin origin(ScalarNode scalar) {
        Evaluation evaluation = new Evaluation(variables, open);
        try {
            evaluation.evaluate(scalar.text());
        } catch (ExpressionException e) {
            return scalar.origin();
        }
        List<Variable> used = evaluation.used().stream()
                .map(variables::get)
                .filter(variable -> variable != null && variable.value() != null)
                .toList();
        Origin place = used.size() == 1 && used.get(0) != null ? used.get(0).origin() : scalar.origin();
        return place.as(Writer.VARIABLE, scalar.origin());
    }

    private static Node moved(Node node, Origin origin) {
        if (node instanceof MappingNode mapping) {
            return MappingNode.of(
                    mapping.entries().stream()
                            .map(entry ->
                                    new MappingNode.Entry(entry.key().withOrigin(origin), moved(entry.value(), origin)))
                            .toList(),
                    origin);
        }
        if (node instanceof SequenceNode sequence) {
            return new SequenceNode(
                    sequence.items().stream().map(item -> moved(item, origin)).toList(), origin);
        }
        return node.withOrigin(origin);
    }
}
