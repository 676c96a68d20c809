package io.github.ksailbot.engine.scan.catalog;

import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;

/**
 * What is known about a rule beside what it judges.
 *
 * @param name Kubescape's, or that of an own control
 * @param matches what it looks at: all that one of these selects
 * @param aggregated whether it looks at subjects of roles instead, see {@link
 *     io.github.ksailbot.engine.scan.rule.SubjectsOfRoles}
 * @param inputs names of the lists that configure it
 * @param needs what it needs beside manifests; empty when it can be judged from files
 */
public record RuleFacts(String name, List<Match> matches, boolean aggregated, List<String> inputs, List<String> needs) {
    public RuleFacts {
        matches = List.copyOf(matches);
        inputs = List.copyOf(inputs);
        needs = List.copyOf(needs);
    }

    /** Whether it asks somebody outside about each resource that it looks at, such as a registry about signatures. */
    public boolean asksOthers() {
        return needs.stream().anyMatch(need -> need.startsWith(Needs.REGISTRY));
    }

    /** Whether the rule looks at a resource. */
    public boolean selects(ScanObject object) {
        for (Match match : matches) {
            if (match.selects(object)) {
                return true;
            }
        }
        return false;
    }
}
