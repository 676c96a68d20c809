package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What makes a finding of the head the same as one of the base: rule, resource and field, not the line, so that moving a
 * mistake about does not make it new, and the severity, so that a notice that becomes an error is new. A finding without a
 * resource is told by its file and message instead.
 */
record FindingKey(
        RuleId rule, Severity severity, @Nullable ResourceId resource, String field, String file, String message) {

    static FindingKey of(Finding finding) {
        ResourceId resource = finding.resource();
        if (resource != null) {
            return new FindingKey(finding.rule(), finding.severity(), resource, finding.field(), "", "");
        }
        Origin origin = finding.origin();
        return new FindingKey(
                finding.rule(),
                finding.severity(),
                null,
                finding.field(),
                origin == null ? "" : origin.file(),
                finding.message());
    }
}
