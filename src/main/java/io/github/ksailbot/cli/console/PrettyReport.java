package io.github.ksailbot.cli.console;

import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.LooseManifests;
import io.github.ksailbot.engine.verdict.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A verdict for people: each finding at its position with the line and a caret, then a line per environment. */
public final class PrettyReport {
    private final PrintWriter out;
    private final FindingPrinter findings;

    public PrettyReport(PrintWriter out, SourceTree head) {
        this.out = out;
        this.findings = new FindingPrinter(out, head);
    }

    public void print(Judgement judgement) {
        byEnvironments(judgement)
                .forEach((judged, environments) ->
                        print(judged, "in " + String.join(", ", environments), judgement.compared()));
        judgement.unreached().forEach(judged -> print(judged, "", judgement.compared()));
        for (EnvironmentReport report : judgement.environments()) {
            out.println(summary(report, judgement.isCompared(report)));
            skipped(report.skippedKinds());
        }
        judgement.environments().forEach(this::scan);
        outside(judgement);
        if (judgement.environments().isEmpty()) {
            out.println("no environment found");
        }
        out.println(words(judgement.verdict()));
    }

    /** What is wrong in several environments for the same reason is said once, with all their names. */
    private static Map<JudgedFinding, List<String>> byEnvironments(Judgement judgement) {
        Map<JudgedFinding, List<String>> found = new LinkedHashMap<>();
        for (EnvironmentReport report : judgement.environments()) {
            for (JudgedFinding judged : new LinkedHashSet<>(report.findings())) {
                found.computeIfAbsent(judged, any -> new ArrayList<>())
                        .add(report.environment().value());
            }
        }
        return found;
    }

    /** The scan gate in brief; {@code scan} prints all of it. */
    private void scan(EnvironmentReport report) {
        ScanVerdict scan = report.scan();
        if (scan != null) {
            out.println(report.environment() + ": scan " + words(report.scanVerdict()) + ": "
                    + String.format(
                            Locale.ROOT,
                            "compliance score %.2f%%",
                            scan.scores().after())
                    + (scan.scores().before() == null
                            ? ""
                            : String.format(
                                    Locale.ROOT, " (%+.2f)", scan.scores().delta()))
                    + (scan.compared() ? ", " + count(scan.newFindings(), "new finding") : ""));
            List<String> remarks = new ArrayList<>(scan.reasons());
            remarks.addAll(scan.warnings());
            remarks.addAll(scan.settingsChanges());
            remarks.forEach(remark -> out.println("        " + Printable.of(remark)));
        }
    }

    private void outside(Judgement judgement) {
        LooseManifests loose = judgement.loose();
        List<String> parts = new ArrayList<>();
        if (loose.counts().total() > 0) {
            parts.add(counts(loose.counts()));
        }
        if (!judgement.unreached().isEmpty()) {
            parts.add(count(judgement.unreached().size(), "finding"));
        }
        if (!parts.isEmpty()) {
            out.println("settings and files outside of every environment: " + String.join("; ", parts));
            skipped(loose.skippedKinds());
        }
    }

    private void print(JudgedFinding judged, String environment, boolean compared) {
        findings.print(judged.finding(), compared && !judged.isNew() ? " (not new)" : "", environment);
    }

    private static String summary(EnvironmentReport report, boolean compared) {
        StringBuilder line = new StringBuilder(
                report.environment() + ": " + words(report.verdict()) + ": " + counts(report.counts()));
        if (compared) {
            line.append("; ")
                    .append(count(report.newErrors(), "new error"))
                    .append(", ")
                    .append(report.oldErrors())
                    .append(" already there");
        } else {
            long errors = report.findings().stream()
                    .filter(judged -> judged.finding().severity() == Severity.ERROR)
                    .count();
            line.append("; ").append(count(errors, "error"));
        }
        return line.toString();
    }

    private static String counts(EnvironmentReport.Counts counts) {
        StringBuilder line = new StringBuilder(count(counts.total(), "manifest") + ", " + counts.valid() + " valid");
        append(line, counts.invalid(), "invalid");
        append(line, counts.errors(), "not readable");
        append(line, counts.skipped(), "skipped");
        return line.toString();
    }

    private void skipped(Map<String, Integer> kinds) {
        if (!kinds.isEmpty()) {
            out.println("        no schema, or skipped: "
                    + kinds.entrySet().stream()
                            .map(kind -> Printable.of(kind.getKey()) + " ×" + kind.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    private static void append(StringBuilder line, int number, String word) {
        if (number > 0) {
            line.append(", ").append(number).append(' ').append(word);
        }
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case COULD_NOT_CHECK -> "could not check everything";
        };
    }
}
