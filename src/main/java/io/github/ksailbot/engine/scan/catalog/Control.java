package io.github.ksailbot.engine.scan.catalog;

import io.github.ksailbot.engine.scan.score.ControlSeverity;
import java.util.List;

/**
 * A security control: one or more rules under an id.
 *
 * @param id such as {@code C-0016}
 * @param name in a few words
 * @param baseScore how much it matters, from 0 to 10
 * @param category such as {@code Workload}; may be empty
 * @param action what people must do themselves before a failure counts as one
 * @param rules names of its rules, those only that Kubescape's present version runs
 * @param description what it is for; may be empty
 */
public record Control(
        String id,
        String name,
        double baseScore,
        String category,
        Action action,
        List<String> rules,
        String description) {
    /** What people must do themselves. */
    public enum Action {
        NONE,
        /** Fill the lists that configure its rules: with all of them empty it says nothing. */
        CONFIGURATION,
        /** Look at each failure. */
        REQUIRES_REVIEW,
        /** Look at the whole. */
        MANUAL_REVIEW
    }

    public Control {
        rules = List.copyOf(rules);
    }

    /** A control whose name says enough. */
    public Control(String id, String name, double baseScore, String category, Action action, List<String> rules) {
        this(id, name, baseScore, category, action, rules, "");
    }

    /** Whether Kubescape has it, and documents it. */
    public boolean isKubescapes() {
        return id.startsWith("C-");
    }

    public ControlSeverity severity() {
        return ControlSeverity.of(baseScore);
    }

    /** The same under the name that a framework gives it. */
    public Control named(String newName) {
        return new Control(id, newName, baseScore, category, action, rules, description);
    }
}
