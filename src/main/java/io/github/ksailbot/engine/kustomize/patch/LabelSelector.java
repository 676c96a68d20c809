package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A selector over labels or annotations, in Kubernetes' syntax.
 *
 * @param requirements all of them have to hold; empty selects everything
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">Label
 *     selectors</a>
 */
public record LabelSelector(List<Requirement> requirements) {
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    /** How a value has to be. */
    enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        NOT_EXISTS,
        GREATER,
        LESS
    }

    /**
     * @param values one for a comparison of numbers, none for a question of existence
     */
    record Requirement(String key, Operator operator, Set<String> values) {
        Requirement {
            values = Set.copyOf(values);
        }

        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case NOT_EXISTS -> value == null;
                case GREATER -> compare(value) > 0;
                case LESS -> compare(value) < 0;
            };
        }

        private int compare(@Nullable String value) {
            try {
                return value == null
                        ? 0
                        : Long.compare(
                                Long.parseLong(value),
                                Long.parseLong(values.iterator().next()));
            } catch (NumberFormatException e) {
                // Neither more nor less: a value that is no number does not hold.
                return 0;
            }
        }
    }

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads a selector.
     *
     * @param text such as {@code app=web,tier in (front, back),!legacy}; empty selects everything
     * @param origin for the finding
     * @throws BuildException when it is not a selector
     */
    public static LabelSelector parse(String text, Origin origin) throws BuildException {
        return text.isBlank() ? EVERYTHING : new LabelSelectorParser(text, origin).parse();
    }

    public boolean selects(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }
}
