package io.github.ksailbot.engine.scan.rule;

import java.util.List;

/**
 * What one rule gets to see.
 *
 * @param objects everything of the closure that the rule's {@code match} selects, in the closure's order; for a rule with
 *     the aggregator {@code subject-role-rolebinding}, one object for each subject of a binding to a role that is there
 * @param inputs what configures it
 */
public record RuleInput(List<ScanObject> objects, ControlInputs inputs) {
    public RuleInput {
        objects = List.copyOf(objects);
    }

    /** Objects of some kinds, in order. */
    public List<ScanObject> ofKind(String... kinds) {
        return objects.stream().filter(object -> object.isKind(kinds)).toList();
    }
}
