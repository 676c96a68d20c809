package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.util.List;

/**
 * What came of one control for one resource.
 *
 * @param object the resource
 * @param status after exceptions
 * @param subStatus why
 * @param rules that tested it, in the control's order
 */
public record ResourceResult(ScanObject object, Status status, SubStatus subStatus, List<RuleResult> rules) {
    /** What an exception of the resource's own is called. */
    public static final String INLINE = "inline";

    public ResourceResult {
        rules = List.copyOf(rules);
    }

    /**
     * What came of one rule for one resource.
     *
     * @param rule its name
     * @param status after exceptions
     * @param alerts what it found, even if excepted
     * @param exceptions names of the exceptions that let it pass; {@code inline} for the resource's own
     */
    public record RuleResult(String rule, Status status, List<Alert> alerts, List<String> exceptions) {
        public RuleResult {
            alerts = List.copyOf(alerts);
            exceptions = List.copyOf(exceptions);
        }
    }
}
