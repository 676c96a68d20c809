package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
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

    /** The labels or annotations of a resource. */
    @FunctionalInterface
    public interface LabelLookup {
        /** Null when there is no such key. */
        @Nullable String get(String key);
    }

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
            // not Set.copyOf, which is slow for values that somebody has chosen to have the same hash
            values = Collections.unmodifiableSet(new HashSet<>(values));
        }

        boolean holds(LabelLookup labels) {
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
     * @param work takes what reading costs
     * @throws BuildException when it is not a selector
     */
    public static LabelSelector parse(String text, Origin origin, Work work) throws BuildException {
        work.spend(text.length());
        return text.isBlank() ? EVERYTHING : new LabelSelectorParser(text, origin).parse();
    }

    public boolean selects(LabelLookup labels, Work work) {
        work.spend(requirements.size());
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }
}
