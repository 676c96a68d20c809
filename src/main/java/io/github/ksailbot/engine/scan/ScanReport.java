package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.scan.score.Compliance;
import io.github.ksailbot.engine.scan.score.Risk;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a scan found.
 *
 * @param settings that it was made with
 * @param frameworks in the order in which they were asked for
 * @param findings one for each failure, worst first, then by file and line
 * @param coverage what was looked at, and what was not
 * @param problems what is wrong with the settings: errors mean that the scan is not what was asked for
 */
public record ScanReport(
        ScanSettings settings,
        List<FrameworkResult> frameworks,
        List<ScanFinding> findings,
        Coverage coverage,
        List<Finding> problems) {
    private static final int MAX_DIGITS = 6;

    public ScanReport {
        frameworks = List.copyOf(frameworks);
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /** Each control once, whichever frameworks have it, by id. */
    public List<ControlResult> controls() {
        Map<String, ControlResult> distinct = new LinkedHashMap<>();
        frameworks.forEach(framework -> framework
                .controls()
                .forEach(control -> distinct.putIfAbsent(control.control().id(), control)));
        List<ControlResult> sorted = new ArrayList<>(distinct.values());
        sorted.sort(Comparator.comparing(control -> control.control().id()));
        return List.copyOf(sorted);
    }

    /** From 0 to 100: the mean over all distinct controls. */
    public float compliance() {
        return Compliance.mean(
                controls().stream().map(ControlResult::compliance).toList());
    }

    /** The older score over all distinct controls, from 0 (best) to 100. */
    public float risk() {
        return Risk.ofAll(controls().stream()
                .map(control -> control.risk().times(control.control().baseScore()))
                .toList());
    }

    /** Worst of all controls. */
    public Status status() {
        return controls().stream().map(ControlResult::status).reduce(Status.PASSED, Status::worst);
    }

    /** The score with two digits, or as many as it takes to tell one below the threshold from the threshold. */
    public String complianceText() {
        float score = compliance();
        for (int digits = 2; digits < MAX_DIGITS; digits++) {
            String text = String.format(Locale.ROOT, "%." + digits + "f", score);
            if (!isBelowThreshold() || Float.parseFloat(text) < settings.threshold()) {
                return text;
            }
        }
        return String.format(Locale.ROOT, "%." + MAX_DIGITS + "f", score);
    }

    public boolean isBelowThreshold() {
        return settings.isBelowThreshold(compliance());
    }
}
