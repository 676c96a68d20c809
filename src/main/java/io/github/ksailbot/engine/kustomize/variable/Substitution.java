package io.github.ksailbot.engine.kustomize.variable;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Replaces {@code $(name)} in strings; {@code $$} stands for a dollar sign, and unknown names stay as they are. */
final class Substitution {
    private final Map<String, Node> values;
    private final Work work;

    Substitution(Map<String, Node> values, Work work) {
        this.values = new TreeMap<>(values);
        this.work = work;
    }

    /** A string, the strings of a mapping, or a list of strings. */
    Node update(@Nullable Node field) throws BuildException {
        Node present = Objects.requireNonNull(field, "vars create no fields");
        if (present instanceof ScalarNode scalar) {
            return scalar.isString() ? substitute(scalar) : scalar;
        }
        if (present instanceof MappingNode mapping) {
            work.spend(2L * mapping.size());
            List<Entry> updated = new ArrayList<>(mapping.size());
            for (Entry entry : mapping.entries()) {
                if (entry.value() instanceof ScalarNode scalar && scalar.isString()) {
                    updated.add(new Entry(entry.key(), substitute(scalar)));
                }
            }
            return mapping.with(updated);
        }
        SequenceNode sequence = (SequenceNode) present;
        work.spend(2L * sequence.size());
        List<Node> items = new ArrayList<>(sequence.size());
        for (Node item : sequence.items()) {
            if (!(item instanceof ScalarNode scalar && scalar.isString())) {
                throw BuildException.of(
                        "kustomize/var-place", "A list that vars are looked for in must hold strings.", item.origin());
            }
            items.add(substitute(scalar));
        }
        return sequence.withItems(items);
    }

    private ScalarNode substitute(ScalarNode scalar) {
        String text = scalar.text();
        work.write(2 * text.length());
        int lastClose = text.lastIndexOf(')');
        StringBuilder result = new StringBuilder();
        ScalarNode used = null;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int close = c == '$' && at < lastClose && text.startsWith("$(", at) ? text.indexOf(')', at) : -1;
            if (close >= 0) {
                String name = text.substring(at + 2, close);
                ScalarNode value = values.get(name) instanceof ScalarNode found ? found : null;
                if (value != null && at == 0 && close == text.length() - 1) {
                    return whole(scalar, value);
                }
                used = value == null ? used : value;
                String replacement = value == null ? text.substring(at, close + 1) : printed(value);
                work.write(replacement.length());
                result.append(replacement);
                at = close + 1;
            } else if (text.startsWith("$$", at)) {
                result.append('$');
                at += 2;
            } else {
                result.append(c);
                at++;
            }
        }
        if (used == null) {
            return result.toString().equals(text)
                    ? scalar
                    : new ScalarNode(result.toString(), Style.PLAIN, ScalarNode.Type.STRING, scalar.origin());
        }
        return new ScalarNode(result.toString(), Style.PLAIN, ScalarNode.Type.STRING, substituted(scalar, used));
    }

    /** The value itself: a number stays a number. */
    private static ScalarNode whole(ScalarNode reference, ScalarNode value) {
        ScalarNode.Type type = value.isNull() ? ScalarNode.Type.STRING : value.type();
        return new ScalarNode(printed(value), Style.PLAIN, type, substituted(reference, value));
    }

    /** The line with the reference, then who wrote the value, then what the reference itself was written over. */
    private static Origin substituted(ScalarNode reference, ScalarNode value) {
        Origin origin = reference.origin();
        return origin.as(Writer.VARIABLE, value.origin()).over(origin.before());
    }

    private static String printed(ScalarNode value) {
        if (value.type() == ScalarNode.Type.FLOAT) {
            Double number = value.numberValue();
            return number != null && number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : value.text();
        }
        return value.text();
    }
}
