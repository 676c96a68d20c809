package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a ksail file, or the place where it would stand.
 *
 * @param field path in the file
 * @param value null when it is absent or null
 * @param origin of the key; of the nearest key above that is there, when it is absent
 */
record Setting(String field, @Nullable Node value, Origin origin) {

    static Setting of(MappingNode root, String... keys) {
        Node node = root;
        Origin origin = root.origin();
        for (String key : keys) {
            MappingNode.Entry entry = node instanceof MappingNode mapping ? entry(mapping, key) : null;
            if (entry == null) {
                return new Setting(String.join(".", keys), null, origin);
            }
            node = entry.value();
            origin = entry.key().origin();
        }
        return new Setting(String.join(".", keys), Shape.isNull(node) ? null : node, origin);
    }

    /** Of a scalar; empty when absent, or something else, which is a finding of its shape. */
    String text() {
        return value instanceof ScalarNode scalar ? scalar.text().strip() : "";
    }

    /** The texts of a list; empty when absent or something else. */
    List<String> texts() {
        return value instanceof SequenceNode sequence
                ? sequence.items().stream()
                        .filter(item -> item instanceof ScalarNode scalar && !scalar.isNull())
                        .map(item -> ((ScalarNode) item).text())
                        .toList()
                : List.of();
    }

    /** KSail reads keys in any case; the right one wins. */
    private static MappingNode.@Nullable Entry entry(MappingNode mapping, String key) {
        MappingNode.Entry exact = mapping.entry(key);
        if (exact != null) {
            return exact;
        }
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().equalsIgnoreCase(key))
                .findFirst()
                .orElse(null);
    }
}
