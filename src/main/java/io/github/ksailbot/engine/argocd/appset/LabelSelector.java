package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.schema.ObjectNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label selector over labels, or over parameters, whose values need not be those of labels. */
record LabelSelector(List<Requirement> requirements) {

    /**
     * @param operator as it is written; {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}
     * @param isLabel whether it is one of {@code matchLabels}
     */
    private record Requirement(String key, String operator, List<String> values, boolean isLabel) {
        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                default -> value == null;
            };
        }
    }

    /** Of labels, whose values have rules. */
    static LabelSelector ofLabels(@Nullable MappingNode selector) throws GeneratorException {
        LabelSelector read = read(selector);
        // Argo CD asks for this one itself, whatever the selector says of it
        read = new LabelSelector(read.requirements.stream()
                .map(one -> one.key().equals(ClusterSecrets.TYPE) && one.isLabel()
                        ? new Requirement(one.key(), "In", List.of("cluster"), true)
                        : one)
                .toList());
        for (Requirement requirement : read.requirements) {
            for (String value : requirement.values()) {
                if (selector != null && !ObjectNames.isLabelValue(value)) {
                    throw wrong("`%s` is not the value of a label".formatted(value), selector);
                }
            }
        }
        return read;
    }

    /** Of parameters. */
    static LabelSelector read(@Nullable MappingNode selector) throws GeneratorException {
        List<Requirement> requirements = new ArrayList<>();
        if (selector == null) {
            return new LabelSelector(requirements);
        }
        MappingNode labels = selector.mapping("matchLabels");
        if (labels != null) {
            for (MappingNode.Entry entry : labels.entries()) {
                String key = key(entry.key().text(), entry.key());
                requirements.add(new Requirement(key, "In", List.of(labels.text(key)), true));
            }
        }
        SequenceNode expressions = selector.sequence("matchExpressions");
        if (expressions != null) {
            for (Node item : expressions.items()) {
                requirements.add(requirement(item));
            }
        }
        return new LabelSelector(requirements);
    }

    private static Requirement requirement(Node item) throws GeneratorException {
        if (!(item instanceof MappingNode expression)) {
            throw wrong("an expression of a label selector is no mapping", item);
        }
        List<String> values = new ArrayList<>();
        SequenceNode written = expression.sequence("values");
        if (written != null) {
            for (Node value : written.items()) {
                values.add(value instanceof ScalarNode scalar ? scalar.text() : "");
            }
        }
        String operator = expression.text("operator");
        boolean needsValues = operator.equals("In") || operator.equals("NotIn");
        if (!needsValues && !operator.equals("Exists") && !operator.equals("DoesNotExist")) {
            throw wrong("\"%s\" is not a valid label selector operator".formatted(operator), item);
        }
        if (needsValues == values.isEmpty()) {
            throw wrong(
                    needsValues
                            ? "the values of `%s` can't be empty".formatted(operator)
                            : "the values of `%s` must be empty".formatted(operator),
                    item);
        }
        return new Requirement(key(expression.text("key"), item), operator, values, false);
    }

    /** Brackets and the like are in the names of parameters, and yet in no key. */
    private static String key(String key, Node node) throws GeneratorException {
        if (!ObjectNames.isQualifiedName(key)) {
            throw wrong("`%s` is not a key that a selector can ask for".formatted(key), node);
        }
        return key;
    }

    private static GeneratorException wrong(String message, Node item) {
        return new GeneratorException(GeneratorException.Reason.WRONG, message, item.origin());
    }

    /** Whether it asks for nothing. */
    boolean isEmpty() {
        return requirements.isEmpty();
    }

    boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }
}
