package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Newness;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.ScanMemo;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.Unseen;
import io.github.ksailbot.engine.scan.gate.ScanVerdict.Outcome;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges an environment's scan in a change. What is demanded comes from the base branch; what the change would demand is
 * computed beside it and only shown.
 */
public final class ScanGate {
    private static final Comparator<JudgedScanFinding> NEW_FIRST = Comparator.comparing(judged -> !judged.isNew());

    private ScanGate() {}

    /**
     * One side of a change.
     *
     * @param manifests that the cluster would get
     * @param findings what is wrong with the way there: with an error among them not everything is in the manifests
     * @param isWhole whether the cluster gets nothing else: neither what failed, nor what another place brings
     */
    public record Side(List<Manifest> manifests, List<Finding> findings, boolean isWhole) {
        public Side {
            manifests = List.copyOf(manifests);
            findings = List.copyOf(findings);
        }

        /** Whether something could not be rendered. */
        public boolean hasFailed() {
            return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        }
    }

    /**
     * @param trusted what the base branch demands
     * @param proposed what the head would demand
     * @param base the merge base; null when there is nothing to compare with
     * @param memo of resources that were scanned before: both sides are mostly made of the same
     * @param now against which exceptions expire
     */
    public static ScanVerdict judge(
            ScanPlan trusted, ScanPlan proposed, Side head, @Nullable Side base, ScanMemo memo, Instant now) {
        Scanner scanner = new Scanner(trusted.catalog(), memo);
        ScanReport after = scanner.scan(head.manifests(), trusted.settings(), now);
        ScanReport before = base == null ? null : scanner.scan(base.manifests(), trusted.settings(), now);
        List<JudgedScanFinding> findings = mark(after.findings(), before == null ? null : before.findings());
        boolean knowsBefore = base != null && !base.hasFailed();
        List<String> failures = failures(trusted, after, findings, knowsBefore);
        List<String> unchecked = unchecked(trusted, head, after, before);
        boolean isCompared = before != null && (knowsBefore || findings.stream().noneMatch(JudgedScanFinding::isNew));
        List<String> warnings = new ArrayList<>();
        if (base != null && base.hasFailed() && trusted.settings().failOnNew() != null) {
            unchecked.add(ScanVerdict.UNKNOWN_BEFORE);
        } else if (before != null && !isCompared) {
            warnings.add(ScanVerdict.UNKNOWN_BEFORE);
        }
        if (base != null && before != null) {
            warnings.addAll(Comparison.of(scanner, trusted.settings(), now, head, base, after, before)
                    .warnings());
        }
        Outcome outcome =
                !failures.isEmpty() ? Outcome.FAILED : unchecked.isEmpty() ? Outcome.PASSED : Outcome.COULD_NOT_CHECK;
        List<String> reasons = new ArrayList<>(failures);
        reasons.addAll(unchecked);
        List<String> changes = SettingsChanges.between(trusted, proposed);
        // what failed on one side says nothing about what the change does to a score
        Side comparable = knowsBefore && !head.hasFailed() ? base : null;
        Scores proposedScores = changes.isEmpty() ? null : scores(proposed, head, comparable, memo, now);
        return new ScanVerdict(
                outcome,
                reasons,
                warnings,
                after,
                new Scores(
                        before == null || comparable == null ? null : (Float) before.compliance(), after.compliance()),
                proposedScores,
                changes,
                findings,
                unseen(head),
                isCompared);
    }

    /** That something is missing is said even where no finding says what. */
    private static List<String> unseen(Side side) {
        List<String> unseen = Unseen.of(side.findings());
        return unseen.isEmpty() && !side.isWhole() && !side.hasFailed()
                ? List.of("Something that only another place knows was not looked at.")
                : unseen;
    }

    private static Scores scores(ScanPlan plan, Side head, @Nullable Side base, ScanMemo memo, Instant now) {
        Scanner scanner = new Scanner(plan.catalog(), memo);
        return new Scores(
                base == null
                        ? null
                        : (Float) scanner.scan(base.manifests(), plan.settings(), now)
                                .compliance(),
                scanner.scan(head.manifests(), plan.settings(), now).compliance());
    }

    private static List<String> failures(
            ScanPlan trusted, ScanReport after, List<JudgedScanFinding> findings, boolean compared) {
        List<String> failures = new ArrayList<>();
        if (after.isBelowThreshold()) {
            failures.add(String.format(
                    Locale.ROOT,
                    "The compliance score of %s%% is below the threshold of %.2f%%.",
                    after.complianceText(),
                    trusted.settings().threshold()));
        }
        ControlSeverity limit = trusted.settings().failOnNew();
        if (limit != null && compared) {
            long worse = findings.stream()
                    .filter(judged -> judged.isNew()
                            && judged.finding().control().severity().isAtLeast(limit))
                    .count();
            if (worse > 0) {
                failures.add(worse + " new " + (worse == 1 ? "finding is" : "findings are") + " of severity "
                        + limit.text() + " or worse, which the settings do not allow.");
            }
        }
        return failures;
    }

    private static List<String> unchecked(ScanPlan trusted, Side head, ScanReport after, @Nullable ScanReport before) {
        List<String> unchecked = new ArrayList<>();
        if (head.hasFailed()) {
            unchecked.add("Not everything could be rendered, so that not everything was scanned.");
        }
        int had = before == null ? 0 : before.coverage().resources();
        if (after.coverage().resources() == 0 && had > 0 && !head.hasFailed()) {
            unchecked.add("Nothing is left to scan: before this change there were " + had + " resources.");
        } else if (after.coverage().resources() > 0 && after.coverage().isVacuous()) {
            unchecked.add("No control looks at any of the " + after.coverage().resources()
                    + " resources, so that the score says nothing.");
        }
        trusted.problems().forEach(problem -> addWrongSetting(problem, unchecked));
        for (Finding problem : after.problems()) {
            if (problem.isUnchecked()) {
                unchecked.add(problem.message());
            } else {
                addWrongSetting(problem, unchecked);
            }
        }
        return unchecked;
    }

    private static void addWrongSetting(Finding problem, List<String> unchecked) {
        if (problem.severity() == Severity.ERROR) {
            unchecked.add("The scan settings of the base branch are wrong: " + problem.message());
        }
    }

    private static List<JudgedScanFinding> mark(List<ScanFinding> findings, @Nullable List<ScanFinding> before) {
        Newness<ScanFinding.Key> newness = Newness.since(
                before == null
                        ? List.of()
                        : before.stream().map(ScanFinding::keys).toList());
        List<JudgedScanFinding> judged = new ArrayList<>();
        for (ScanFinding finding : findings) {
            judged.add(new JudgedScanFinding(finding, newness.isNew(finding.keys())));
        }
        // they come in their order, which stays among those that are new, and among the others
        judged.sort(NEW_FIRST);
        return List.copyOf(judged);
    }
}
