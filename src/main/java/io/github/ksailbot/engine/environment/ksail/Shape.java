package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a place of a ksail file may hold. An absent value and an explicit null are always allowed. */
interface Shape {

    /**
     * Adds what is wrong with a value to the findings.
     *
     * @param node no null scalar
     * @param field path of the value in the file, such as {@code spec.workload.tag}
     */
    void check(Node node, String field, List<Finding> findings);

    /** A part of the file that this bot does not know in full, so that it does not judge it. */
    Shape ANYTHING = (node, field, findings) -> {};

    /** A list whose items all have the same shape. */
    record Items(Shape item) implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            if (!(node instanceof SequenceNode sequence)) {
                findings.add(wrongType(node, field, "a list"));
                return;
            }
            for (int i = 0; i < sequence.size(); i++) {
                Node value = sequence.items().get(i);
                if (!isNull(value)) {
                    item.check(value, field + "[" + i + "]", findings);
                }
            }
        }
    }

    /**
     * A mapping.
     *
     * @param isComplete whether other keys than these are wrong; else only such as are probably misspelled are reported
     * @param keys shape by key
     */
    record Section(boolean isComplete, Map<String, Shape> keys) implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            if (!(node instanceof MappingNode mapping)) {
                findings.add(wrongType(node, field, "a mapping of keys to values"));
                return;
            }
            for (MappingNode.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                String path = field.isEmpty() ? key : field + "." + key;
                String known = knownKey(key);
                if (known == null) {
                    unknownKey(entry, path, findings);
                } else {
                    if (!known.equals(key)) {
                        findings.add(Finding.warning(
                                        "ksail/key-case",
                                        "`" + path + "` is written `" + known
                                                + "`; KSail takes both, its schema only one.",
                                        entry.key().origin())
                                .atField(path)
                                .withFix("Write `" + known + "`."));
                    }
                    Shape shape = keys.get(known);
                    if (shape != null && !isNull(entry.value())) {
                        shape.check(entry.value(), path, findings);
                    }
                }
            }
        }

        private @Nullable String knownKey(String key) {
            if (keys.containsKey(key)) {
                return key;
            }
            return keys.keySet().stream()
                    .filter(key::equalsIgnoreCase)
                    .findFirst()
                    .orElse(null);
        }

        private void unknownKey(MappingNode.Entry entry, String path, List<Finding> findings) {
            String key = entry.key().text();
            String meant = Spelling.nearest(key, keys.keySet());
            if (isComplete) {
                String where =
                        path.equals(key) ? "the file" : "`" + path.substring(0, path.length() - key.length() - 1) + "`";
                findings.add(Finding.error(
                                "ksail/unknown-key",
                                "`" + key + "` is no key of " + where + "; KSail ignores it without a word.",
                                entry.key().origin())
                        .atField(path)
                        .withFix(
                                meant.isEmpty()
                                        ? "Remove it; known here: " + String.join(", ", keys.keySet()) + "."
                                        : "Did you mean `" + meant + "`?"));
            } else if (Spelling.isSlip(key, meant)) {
                findings.add(Finding.warning(
                                "ksail/unknown-key",
                                "`" + path + "` looks like a misspelled `" + meant + "`.",
                                entry.key().origin())
                        .atField(path)
                        .withFix("Write `" + meant + "` if that is what you mean."));
            }
        }
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.isNull();
    }

    static Finding wrongType(Node node, String field, String wanted) {
        return Finding.error(
                        "ksail/type",
                        "`" + field + "` is " + typeOf(node) + " and must be " + wanted + ".",
                        node.origin())
                .atField(field);
    }

    static Finding wrongValue(Node node, String field, String message) {
        return Finding.error("ksail/value", message, node.origin()).atField(field);
    }

    private static String typeOf(Node node) {
        if (node instanceof ScalarNode scalar) {
            return switch (scalar.type()) {
                case STRING -> "a text";
                case INTEGER, FLOAT -> "a number";
                case BOOLEAN -> "true or false";
                case NULL -> "empty";
            };
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
