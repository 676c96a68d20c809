package io.github.ksailbot.message;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.engine.verdict.Verdicts;
import io.github.ksailbot.workflow.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The one line that says it all, in plain text. */
final class Wording {
    /** More environments than this are counted, not named. */
    private static final int NAMED = 3;

    private static final int BRANCH = 60;

    private Wording() {}

    /** {@code 1 manifest}, {@code 2 manifests}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** How the base branch is called where its name may be unknown. */
    static String base(Revision revision) {
        return revision.baseBranch().isEmpty() ? "the base branch" : PlainText.line(revision.baseBranch(), BRANCH);
    }

    static String overall(Revision revision, Judgement judgement) {
        Verdict verdict = validation(judgement);
        String validation =
                switch (verdict) {
                    case COULD_NOT_CHECK -> couldNotCheck(judgement);
                    case FAILED -> failed(revision, judgement);
                    case PASSED -> passed(judgement) + warnings(all(judgement), judgement.isAllCompared());
                };
        return ScanWording.overall(verdict, validation, judgement.environments());
    }

    /** The verdict without the scans. */
    private static Verdict validation(Judgement judgement) {
        return judgement.environments().stream()
                .map(EnvironmentReport::verdict)
                .reduce(
                        Verdicts.of(judgement.unreached().stream()
                                .map(JudgedFinding::finding)
                                .toList()),
                        Verdict::worst);
    }

    static String environment(Revision revision, EnvironmentReport report, boolean compared) {
        return switch (report.verdict()) {
            case COULD_NOT_CHECK -> "Could not check: " + firstError(report.findings());
            case FAILED ->
                errors(revision, distinct(report.findings(), true), distinct(report.findings(), false), "", compared);
            case PASSED -> "Valid (" + manifests(report.counts()) + ")" + warnings(report.findings(), compared);
        };
    }

    private static String couldNotCheck(Judgement judgement) {
        List<String> names = judgement.environments().stream()
                .filter(report -> report.verdict() == Verdict.COULD_NOT_CHECK)
                .map(report -> report.environment().value())
                .toList();
        return names.isEmpty()
                ? "Could not check: " + firstError(judgement.unreached())
                : "Could not check " + named(names);
    }

    private static String failed(Revision revision, Judgement judgement) {
        List<JudgedFinding> all = all(judgement);
        boolean compared = judgement.isAllCompared();
        return errors(revision, distinct(all, true), distinct(all, false), where(judgement, compared), compared);
    }

    private static String errors(Revision revision, long fresh, long old, String where, boolean compared) {
        if (!compared) {
            return count(fresh + old, "error") + where;
        }
        String already = count(old, "error") + " already on " + base(revision);
        if (fresh == 0) {
            return "No new errors, " + already;
        }
        String title = count(fresh, "new error") + where;
        return old == 0 ? title : title + ", " + old + " already on " + base(revision);
    }

    /** Where the errors that the wording is about are: environments by name, or what no environment reaches. */
    private static String where(Judgement judgement, boolean compared) {
        List<String> names = judgement.environments().stream()
                .filter(report -> report.findings().stream().anyMatch(found -> counts(found, compared)))
                .map(report -> report.environment().value())
                .toList();
        boolean elsewhere = judgement.unreached().stream().anyMatch(found -> counts(found, compared));
        if (names.isEmpty()) {
            return elsewhere ? " outside the environments" : "";
        }
        return " in " + named(names) + (elsewhere ? " and outside the environments" : "");
    }

    private static boolean counts(JudgedFinding found, boolean compared) {
        return isError(found) && (found.isNew() || !compared);
    }

    private static String passed(Judgement judgement) {
        List<EnvironmentReport> reports = judgement.environments();
        if (reports.isEmpty()) {
            return "Nothing to validate: no environment found";
        }
        EnvironmentReport.Counts sum = judgement.loose().counts();
        for (EnvironmentReport report : reports) {
            EnvironmentReport.Counts counts = report.counts();
            sum = new EnvironmentReport.Counts(
                    sum.valid() + counts.valid(),
                    sum.invalid() + counts.invalid(),
                    sum.skipped() + counts.skipped(),
                    sum.errors() + counts.errors());
        }
        String who = reports.size() == 1
                ? reports.get(0).environment() + " is valid"
                : "All " + reports.size() + " environments are valid";
        return who + " (" + manifests(sum) + ")";
    }

    /** What was skipped is never counted silently. */
    private static String manifests(EnvironmentReport.Counts counts) {
        String all = count(counts.total(), "manifest");
        return counts.skipped() == 0 ? all : all + ", " + counts.skipped() + " skipped";
    }

    private static String warnings(List<JudgedFinding> findings, boolean compared) {
        long warnings = findings.stream()
                .filter(found -> found.finding().severity() == Severity.WARNING && (found.isNew() || !compared))
                .map(found -> Same.of(found.finding()))
                .distinct()
                .count();
        return warnings == 0 ? "" : ", " + count(warnings, compared ? "new warning" : "warning");
    }

    private static String firstError(List<JudgedFinding> findings) {
        return findings.stream()
                .filter(Wording::isError)
                .findFirst()
                .map(found -> PlainText.line(found.finding().message(), Limits.TITLE))
                .orElse("no reason was given");
    }

    static String named(List<String> names) {
        return switch (names.size()) {
            case 1 -> names.get(0);
            case 2, NAMED ->
                String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
            default -> names.size() + " environments";
        };
    }

    static List<JudgedFinding> all(Judgement judgement) {
        List<JudgedFinding> all = new ArrayList<>();
        judgement.environments().forEach(report -> all.addAll(report.findings()));
        all.addAll(judgement.unreached());
        return all;
    }

    private static boolean isError(JudgedFinding found) {
        return found.finding().severity() == Severity.ERROR;
    }

    /** Errors, each counted once however many environments have it. */
    private static long distinct(List<JudgedFinding> findings, boolean isNew) {
        Stream<JudgedFinding> errors = findings.stream().filter(found -> isError(found) && found.isNew() == isNew);
        return errors.map(found -> Same.of(found.finding())).distinct().count();
    }

    /** Findings of several environments with the same of these are one mistake of the repository. */
    record Same(String rule, String place, String field, String message) {
        static Same of(Finding finding) {
            String place = finding.origin() == null
                    ? String.valueOf(finding.resource())
                    : finding.origin().location().toString();
            return new Same(finding.rule().value(), place, finding.field(), finding.message());
        }
    }
}
