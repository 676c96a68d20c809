package io.github.ksailbot.engine.flux.resourceset;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import org.jspecify.annotations.Nullable;

/** {@code matchLabels} and {@code matchExpressions}. */
record LabelSelector(MappingNode selector) {
    boolean matches(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping("metadata");
        MappingNode labels = metadata == null ? null : metadata.mapping("labels");
        MappingNode wanted = selector.mapping("matchLabels");
        if (wanted != null) {
            for (MappingNode.Entry entry : wanted.entries()) {
                if (!(entry.value() instanceof ScalarNode value)
                        || !value.text().equals(value(labels, entry.key().text()))) {
                    return false;
                }
            }
        }
        for (MappingNode expression : Inputs.mappings(selector, "matchExpressions")) {
            String value = value(labels, expression.text("key"));
            SequenceNode values = expression.sequence("values");
            boolean isIn = value != null
                    && values != null
                    && values.items().stream()
                            .anyMatch(item -> item instanceof ScalarNode scalar
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

    private static @Nullable String value(@Nullable MappingNode labels, String key) {
        return labels == null || !labels.has(key) ? null : labels.text(key);
    }
}
