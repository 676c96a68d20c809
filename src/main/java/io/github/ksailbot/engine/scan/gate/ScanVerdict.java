package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.scan.ScanReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scan gate of one environment.
 *
 * @param outcome what it comes to, under the settings of the base branch
 * @param reasons why it did not pass, one sentence each; empty when it passed
 * @param warnings what a better score may hide, one sentence each
 * @param report of the head, under the settings of the base branch
 * @param scores under the settings of the base branch
 * @param proposed scores under the settings that the change brings; null when it changes none
 * @param settingsChanges what the change does to the settings, one sentence each
 * @param findings new ones first, then worst first
 * @param unseen a sentence for each thing of the head that could not be rendered, so that what it brings was not scanned
 * @param compared whether "new" means something: there is a merge base, and what is not in it is not just what could not be rendered
 */
public record ScanVerdict(
        Outcome outcome,
        List<String> reasons,
        List<String> warnings,
        ScanReport report,
        Scores scores,
        @Nullable Scores proposed,
        List<String> settingsChanges,
        List<JudgedScanFinding> findings,
        List<String> unseen,
        boolean compared) {
    /** The outcome of the gate. Declared from best to worst. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** Not everything could be looked at, or nobody knows what was demanded. Never green. */
        COULD_NOT_CHECK
    }

    /** The warning of a change whose base side could not be rendered as a whole. */
    static final String UNKNOWN_BEFORE =
            "Not everything could be rendered before this change, so that nobody knows which findings are new.";

    public ScanVerdict {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
        settingsChanges = List.copyOf(settingsChanges);
        findings = List.copyOf(findings);
        unseen = List.copyOf(unseen);
    }

    /** The same, with one more sentence about the settings, which comes first. */
    public ScanVerdict withSettingsChange(String change) {
        List<String> changes = new ArrayList<>(List.of(change));
        changes.addAll(settingsChanges);
        return new ScanVerdict(
                outcome, reasons, warnings, report, scores, proposed, changes, findings, unseen, compared);
    }

    /** The same, which could not check one thing more. */
    public ScanVerdict unchecked(String reason) {
        List<String> more = new ArrayList<>(reasons);
        more.add(reason);
        return new ScanVerdict(
                outcome == Outcome.PASSED ? Outcome.COULD_NOT_CHECK : outcome,
                more,
                warnings,
                report,
                scores,
                proposed,
                settingsChanges,
                findings,
                unseen,
                compared);
    }

    /** Whether something no longer counts as it did: a warning says more than that nobody knows what is new. */
    public boolean isHiding() {
        return warnings.stream().anyMatch(warning -> !warning.equals(UNKNOWN_BEFORE));
    }

    /** Findings that the merge base does not have. */
    public long newFindings() {
        return findings.stream().filter(JudgedScanFinding::isNew).count();
    }
}
