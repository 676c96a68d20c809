package io.github.ksailbot.message;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.Coverage;
import io.github.ksailbot.engine.scan.FrameworkResult;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.gate.JudgedScanFinding;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.scan.gate.Scores;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The parts of a scan's check run. */
final class ScanSections {
    private ScanSections() {}

    static void reasons(Page page, ScanVerdict scan) {
        page.list(1, "", lines(scan.reasons()), "\n", left -> "- …\n");
        page.list(
                1,
                "#### A better score than the change deserves?\n\n",
                lines(scan.warnings()),
                "\n",
                left -> "- … and " + Wording.count(left, "more line") + ".\n");
    }

    static void scores(Page page, ScanVerdict scan) {
        StringBuilder table = new StringBuilder("| Settings | Before | After | Change |\n|---|--:|--:|--:|\n");
        Scores proposed = scan.proposed();
        row(table, proposed == null ? "of the base branch" : "of the base branch, which count", scan.scores());
        if (proposed != null) {
            row(table, "of this change, once merged", proposed);
        }
        for (FrameworkResult framework : scan.report().frameworks()) {
            table.append("| only ")
                    .append(Markdown.code(framework.name()))
                    .append(" | | ")
                    .append(percent(framework.compliance()))
                    .append(" | |\n");
        }
        page.fixed(table.append('\n').toString());
        page.list(
                2,
                "#### This change edits the settings of its own scan\n\n",
                lines(scan.settingsChanges()),
                "\n",
                left -> "- … and " + Wording.count(left, "more edit") + ".\n");
    }

    private static void row(StringBuilder table, String settings, Scores scores) {
        Float before = scores.before();
        table.append("| ")
                .append(settings)
                .append(" | ")
                .append(before == null ? "–" : percent(before))
                .append(" | ")
                .append(percent(scores.after()))
                .append(" | ")
                .append(before == null ? "–" : String.format(Locale.ROOT, "%+.2f", scores.delta()))
                .append(" |\n");
    }

    /** Each control that did not pass. */
    static void controls(Page page, ScanVerdict scan, int urgency) {
        List<String> rows = scan.report().controls().stream()
                .filter(control -> control.status() != Status.PASSED || !control.isDecided())
                .sorted(Comparator.comparing((ControlResult control) -> control.status() != Status.FAILED)
                        .thenComparing(control -> control.control().severity())
                        .thenComparing(control -> control.control().id()))
                .map(control -> "| " + control.control().severity().text() + " | "
                        + Markdown.code(control.control().id())
                        + " | " + Markdown.text(control.control().name()) + " | " + state(control) + " | "
                        + percent(control.compliance()) + " |\n")
                .toList();
        page.list(
                urgency,
                "#### Controls that did not pass\n\n"
                        + "| Severity | Control | Name | Failed | Score |\n"
                        + "|---|---|---|---|--:|\n",
                rows,
                "\n",
                left -> "\n… and " + Wording.count(left, "more control") + ".\n");
    }

    private static String state(ControlResult control) {
        if (control.status() == Status.FAILED) {
            return control.counts().failed() + " of " + control.counts().all();
        }
        return (control.status() == Status.SKIPPED ? "skipped: " : "not judged: ")
                + Markdown.text(control.openBecause());
    }

    static String coverage(ScanVerdict scan) {
        Coverage coverage = scan.report().coverage();
        StringBuilder text = new StringBuilder("Rests on " + Wording.count(coverage.evaluated(), "control")
                + " judged, "
                + coverage.skipped().size() + " not decided, " + coverage.elsewhere() + " for clusters only; "
                + Wording.count(coverage.resources(), "resource") + " seen, " + coverage.tested() + " tested, "
                + coverage.excluded() + " excluded by namespace; " + Wording.count(coverage.excepted(), "failure")
                + " excepted by " + Wording.count(coverage.exceptions(), "exception") + ".");
        if (!scan.unseen().isEmpty()) {
            text.append(" Not rendered, and so not scanned: ")
                    .append(Wording.count(scan.unseen().size(), "chart"))
                    .append(" or other source of another place.");
        }
        if (!coverage.vacuous().isEmpty()) {
            text.append(" No control of ")
                    .append(codes(coverage.vacuous()))
                    .append(" looked at anything, so that the score says nothing.");
        }
        coverage.expiring().forEach((name, date) -> text.append(" The exception ")
                .append(Markdown.code(name))
                .append(" ends on ")
                .append(Markdown.code(date))
                .append('.'));
        if (!coverage.expired().isEmpty()) {
            text.append(" Over: ").append(codes(coverage.expired())).append('.');
        }
        if (!coverage.unused().isEmpty()) {
            text.append(" Without effect: ").append(codes(coverage.unused())).append('.');
        }
        return text.append("\n\n").toString();
    }

    private static String codes(List<String> names) {
        return String.join(", ", names.stream().map(Markdown::code).toList());
    }

    /** As findings of the other gates, so that they read alike. */
    static List<JudgedFinding> findings(ScanVerdict scan) {
        return scan.findings().stream()
                .map(judged -> new JudgedFinding(finding(judged, severity(scan, judged)), judged.isNew()))
                .toList();
    }

    private static Finding finding(JudgedScanFinding judged, Severity severity) {
        ScanFinding finding = judged.finding();
        return new Finding(
                RuleId.of("scan/" + finding.control().id().toLowerCase(Locale.ROOT)),
                severity,
                finding.control().name() + ": " + finding.message(),
                finding.resource(),
                finding.field(),
                finding.origin(),
                finding.fix());
    }

    /** A finding is an error when it fails the gate by itself, as new ones do where the settings say so. */
    private static Severity severity(ScanVerdict scan, JudgedScanFinding judged) {
        ControlSeverity severity = judged.finding().control().severity();
        ControlSeverity limit = scan.report().settings().failOnNew();
        if (limit != null && scan.compared() && judged.isNew() && severity.isAtLeast(limit)) {
            return Severity.ERROR;
        }
        return severity.isAtLeast(ControlSeverity.MEDIUM) ? Severity.WARNING : Severity.NOTICE;
    }

    private static List<String> lines(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "- " + Markdown.sentence(sentence, Limits.MESSAGE) + "\n")
                .toList();
    }

    static String percent(float score) {
        return String.format(Locale.ROOT, "%.2f%%", score);
    }
}
