package io.github.ksailbot.engine.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which labels are meant: all of {@code matchLabels} and all of {@code matchExpressions}; without any, every one.
 *
 * @param selector as it is written
 */
public record LabelSelector(MappingNode selector) {
    /** Whether an object has such labels. */
    public boolean matches(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping("metadata");
        MappingNode labels = metadata == null ? null : metadata.mapping("labels");
        Map<String, String> all = new HashMap<>();
        if (labels != null) {
            labels.entries()
                    .forEach(entry ->
                            all.put(entry.key().text(), labels.text(entry.key().text())));
        }
        return matches(all);
    }

    public boolean matches(Map<String, String> labels) {
        MappingNode wanted = selector.mapping("matchLabels");
        if (wanted != null) {
            for (MappingNode.Entry entry : wanted.entries()) {
                if (!(entry.value() instanceof ScalarNode value)
                        || !value.text().equals(labels.get(entry.key().text()))) {
                    return false;
                }
            }
        }
        SequenceNode expressions = selector.sequence("matchExpressions");
        for (Node item : expressions == null ? List.<Node>of() : expressions.items()) {
            if (!(item instanceof MappingNode expression)) {
                return false;
            }
            String value = labels.get(expression.text("key"));
            SequenceNode values = expression.sequence("values");
            boolean isIn = value != null
                    && values != null
                    && values.items().stream()
                            .anyMatch(one -> one instanceof ScalarNode scalar
                                    && scalar.text().equals(value));
            boolean holds =
                    switch (expression.text("operator")) {
                        case "In" -> isIn;
                        case "NotIn" -> !isIn;
                        case "Exists" -> value != null;
                        case "DoesNotExist" -> value == null;
                        default -> false;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
