package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fields that may be missing, or be something else. */
final class Fields {
    private Fields() {}

    /** Where a field is written; the mapping when it is not. */
    static Origin origin(MappingNode mapping, String field) {
        Node value = mapping.get(field);
        return value == null ? mapping.origin() : value.origin();
    }

    static List<Node> items(MappingNode mapping, String field) {
        SequenceNode items = mapping.sequence(field);
        return items == null ? List.of() : items.items();
    }

    static List<ScalarNode> texts(MappingNode mapping, String field) {
        List<ScalarNode> texts = new ArrayList<>();
        for (Node item : items(mapping, field)) {
            if (item instanceof ScalarNode one && !one.isNull()) {
                texts.add(one);
            }
        }
        return texts;
    }

    static MappingNode mapping(MappingNode parent, String field) {
        MappingNode mapping = parent.mapping(field);
        return mapping == null ? MappingNode.empty(parent.origin()) : mapping;
    }

    /** Whether nothing is said here but empty values, as Go finds a struct to be zero. */
    static boolean isZero(@Nullable Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().stream().allMatch(entry -> isZero(entry.value()));
        } else if (node instanceof SequenceNode sequence) {
            return sequence.size() == 0;
        } else if (node instanceof ScalarNode scalar) {
            return scalar.isNull() || scalar.text().isEmpty() || Boolean.FALSE.equals(scalar.booleanValue());
        }
        return true;
    }
}
