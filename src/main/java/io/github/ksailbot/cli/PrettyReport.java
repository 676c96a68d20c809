package io.github.ksailbot.cli;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A verdict for people: each finding at its position with the line and a caret, then a line per environment. */
final class PrettyReport {
    private final PrintWriter out;
    private final Excerpt excerpts;

    PrettyReport(PrintWriter out, SourceTree head) {
        this.out = out;
        this.excerpts = new Excerpt(head);
    }

    void print(Judgement judgement) {
        for (EnvironmentReport report : judgement.environments()) {
            report.findings().forEach(judged -> print(judged, "in " + report.environment(), judgement.compared()));
        }
        judgement.unreached().forEach(judged -> print(judged, "", judgement.compared()));
        judgement.environments().forEach(report -> out.println(summary(report, judgement.compared())));
        if (!judgement.unreached().isEmpty()) {
            out.println("settings and files outside of every environment: "
                    + count(judgement.unreached().size(), "finding"));
        }
        if (judgement.environments().isEmpty()) {
            out.println("no environment found");
        }
        out.println(words(judgement.verdict()));
    }

    private void print(JudgedFinding judged, String environment, boolean compared) {
        Finding finding = judged.finding();
        Origin origin = finding.origin();
        String status = compared && !judged.isNew() ? " (not new)" : "";
        out.println((origin == null ? "" : Printable.of(origin.location().toString()) + ": ")
                + finding.severity().name().toLowerCase(Locale.ROOT) + status + ": " + Printable.of(finding.message())
                + " [" + finding.rule() + "]");
        if (origin != null) {
            excerpts.of(origin, "").ifPresent(out::println);
        }
        List<String> notes = notes(finding, environment);
        notes.forEach(note -> out.println("        " + note));
        out.println();
    }

    private static List<String> notes(Finding finding, String environment) {
        List<String> notes = new ArrayList<>();
        ResourceId resource = finding.resource();
        String about = resource == null ? "" : Printable.of(resource.toString());
        if (!finding.field().isEmpty()) {
            about = about.isEmpty() ? Printable.of(finding.field()) : about + ", " + Printable.of(finding.field());
        }
        if (!environment.isEmpty()) {
            about = about.isEmpty() ? environment : about + ", " + environment;
        }
        if (!about.isEmpty()) {
            notes.add(about);
        }
        Origin origin = finding.origin();
        if (origin != null) {
            List<Origin> chain = origin.chain();
            for (int i = 0; i < chain.size() - 1; i++) {
                notes.add(chain.get(i).writer().verb() + " here, over "
                        + Printable.of(chain.get(i + 1).location().toString()));
            }
        }
        if (!finding.fix().isEmpty()) {
            notes.add("fix: " + Printable.of(finding.fix()));
        }
        return notes;
    }

    private static String summary(EnvironmentReport report, boolean compared) {
        EnvironmentReport.Counts counts = report.counts();
        StringBuilder line = new StringBuilder(report.environment() + ": " + words(report.verdict()) + ": "
                + count(counts.total(), "manifest") + ", " + counts.valid() + " valid");
        append(line, counts.invalid(), "invalid");
        append(line, counts.errors(), "not readable");
        append(line, counts.skipped(), "skipped");
        if (!report.skippedKinds().isEmpty()) {
            List<String> kinds = new ArrayList<>();
            for (Map.Entry<String, Integer> kind : report.skippedKinds().entrySet()) {
                kinds.add(Printable.of(kind.getKey()) + " ×" + kind.getValue());
            }
            line.append(" (no schema or skipped: ")
                    .append(String.join(", ", kinds))
                    .append(')');
        }
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
