package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.List;

/**
 * What is wrong with a selector of labels.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements">
 *     set-based requirements</a>
 */
final class TargetSelector {
    private TargetSelector() {}

    /** As the end of a sentence; empty when it is right. */
    static String problem(MappingNode selector) {
        MappingNode labels = selector.mapping("matchLabels");
        if (labels != null && labels.entries().stream().anyMatch(entry -> !(entry.value() instanceof ScalarNode))) {
            return "a label in `matchLabels` is no text";
        }
        SequenceNode expressions = selector.sequence("matchExpressions");
        for (Node item : expressions == null ? List.<Node>of() : expressions.items()) {
            String problem = item instanceof MappingNode expression
                    ? ofExpression(expression)
                    : "an item of `matchExpressions` is no mapping";
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return "";
    }

    private static String ofExpression(MappingNode expression) {
        SequenceNode values = expression.sequence("values");
        boolean hasValues = values != null && values.size() > 0;
        String operator = expression.text("operator");
        return switch (operator) {
            case "In", "NotIn" -> hasValues ? "" : "`%s` needs `values`".formatted(operator);
            case "Exists", "DoesNotExist" -> hasValues ? "`%s` has no `values`".formatted(operator) : "";
            default -> "there is no operator `%s`".formatted(operator);
        };
    }
}
