package io.github.ksailbot.engine.scan.rule;

import java.util.List;

/**
 * One rule of a control: pure, without state, safe to ask from many threads. It must never throw, whatever the objects
 * contain.
 */
@FunctionalInterface
public interface Rule {
    /** What breaks the rule; the objects of the alerts are failed, all others that it tested passed. */
    List<Alert> evaluate(RuleInput input);

    /**
     * The objects that count as tested; all of them unless a rule says otherwise. {@link #evaluate} still gets all. What
     * fails counts as tested, too, whatever this says.
     */
    default List<ScanObject> tested(RuleInput input) {
        return input.objects();
    }
}
