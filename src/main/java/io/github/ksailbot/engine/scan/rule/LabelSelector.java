package io.github.ksailbot.engine.scan.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes label selector over the labels of pods.
 *
 * @param labels what {@code matchLabels} wants
 * @param expressions what {@code matchExpressions} wants
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">Label
 *     selectors</a>
 */
public record LabelSelector(Map<String, Object> labels, List<Object> expressions) {
    /** The selector that is written in a value; without anything to want where there is none. */
    public static LabelSelector of(@Nullable Object selector) {
        return new LabelSelector(Json.map(selector, "matchLabels"), Json.list(selector, "matchExpressions"));
    }

    /** Whether it wants anything; one that does not selects everything. */
    public boolean isSelective() {
        return !labels.isEmpty() || !expressions.isEmpty();
    }

    public boolean matches(Map<String, Object> actual) {
        return labelsMatch(actual) && expressionsMatch(actual);
    }

    public boolean labelsMatch(Map<String, Object> actual) {
        return labels.entrySet().stream()
                .allMatch(wanted -> Boolean.FALSE.equals(wanted.getValue())
                        || wanted.getValue().equals(actual.get(wanted.getKey())));
    }

    public boolean expressionsMatch(Map<String, Object> actual) {
        return expressions.stream().allMatch(expression -> matches(expression, actual));
    }

    /** An operator that Kubernetes does not know matches nothing. */
    private static boolean matches(Object expression, Map<String, Object> actual) {
        Object key = Json.at(expression, "key");
        Object label = key == null ? null : actual.get(key);
        boolean isThere = label != null && !Boolean.FALSE.equals(label);
        List<Object> values = Json.list(expression, "values");
        return switch (Json.text(expression, "operator")) {
            case "In" -> label != null && values.contains(label);
            case "NotIn" -> !isThere || !values.contains(label);
            case "Exists" -> isThere;
            case "DoesNotExist" -> !isThere;
            default -> false;
        };
    }
}
