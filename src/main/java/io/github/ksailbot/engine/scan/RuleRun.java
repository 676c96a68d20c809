package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Map;

/**
 * What one rule said about everything that it looked at.
 *
 * @param tested resources in order, each with what was found about it; an empty list for what is right
 */
record RuleRun(Map<ScanObject, List<Alert>> tested) {
    static final RuleRun NOTHING = new RuleRun(Map.of());
}
