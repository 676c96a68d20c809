package io.github.ksailbot.cli.scan;

import io.github.ksailbot.cli.console.Excerpt;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.Coverage;
import io.github.ksailbot.engine.scan.FrameworkResult;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.report.NamedReport;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A scan for people: the worst findings at their lines, a table of controls, what the score rests on, the scores. */
final class ScanPrinter {
    private static final int FINDINGS = 20;
    private static final Comparator<ControlResult> WORST_FIRST = Comparator.comparing(
                    (ControlResult control) -> control.status() != Status.FAILED)
            .thenComparing(control -> control.status() != Status.SKIPPED)
            .thenComparing(control -> control.control().severity())
            .thenComparing(control -> control.control().id());

    private final PrintWriter out;
    private final Excerpt excerpts;
    private final boolean verbose;

    ScanPrinter(PrintWriter out, SourceTree tree, boolean verbose) {
        this.out = out;
        this.excerpts = new Excerpt(tree);
        this.verbose = verbose;
    }

    void print(NamedReport named) {
        ScanReport report = named.report();
        List<ScanFinding> findings = report.findings();
        int shown = verbose ? findings.size() : Math.min(FINDINGS, findings.size());
        findings.subList(0, shown).forEach(this::print);
        if (shown < findings.size()) {
            out.println("… and " + (findings.size() - shown) + " more findings; --verbose prints them.");
            out.println();
        }
        table(report);
        coverage(report.coverage());
        unseen(named.unseen());
        for (FrameworkResult framework : report.frameworks()) {
            out.println(named.name() + ": " + framework.name() + ": " + score(framework.compliance()));
        }
        out.println(named.name() + ": compliance score " + score(report.compliance()));
    }

    private void print(ScanFinding finding) {
        String place = finding.location().toString();
        out.println((place.isEmpty() ? "" : Printable.of(place) + ": ")
                + finding.control().severity().text().toLowerCase(Locale.ROOT) + ": " + Printable.of(finding.message())
                + " [" + finding.control().id() + " " + finding.control().name() + "]");
        excerpts.of(finding.location(), "").ifPresent(out::println);
        out.println("        " + Printable.of(finding.resource().toString())
                + (finding.field().isEmpty() ? "" : ", " + Printable.of(finding.field())));
        if (!finding.fix().isEmpty()) {
            out.println("        fix: " + Printable.of(finding.fix()));
        }
        out.println();
    }

    private void table(ScanReport report) {
        out.println(row("Severity", "Control", "Name", "Failed", "All", "Score"));
        for (ControlResult control :
                report.controls().stream().sorted(WORST_FIRST).toList()) {
            boolean isShown = verbose || control.status() != Status.PASSED || !control.isDecided();
            if (isShown) {
                out.println(row(
                        control.control().severity().text(),
                        control.control().id(),
                        control.control().name() + note(control),
                        String.valueOf(control.counts().failed()),
                        String.valueOf(control.counts().all()),
                        score(control.compliance())));
            }
        }
        out.println();
    }

    private static String note(ControlResult control) {
        if (control.isDecided()) {
            return control.excepted() > 0 ? " (" + control.excepted() + " excepted)" : "";
        }
        return (control.status() == Status.SKIPPED ? " (skipped: " : " (not judged: ") + control.openBecause() + ")";
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void coverage(Coverage coverage) {
        out.println(count(coverage.evaluated(), "control") + " judged, "
                + coverage.skipped().size() + " not decided, " + coverage.elsewhere() + " for clusters only; "
                + count(coverage.resources(), "resource") + " seen, " + coverage.tested() + " tested, "
                + coverage.excluded() + " excluded; " + count(coverage.excepted(), "failure") + " excepted by "
                + count(coverage.exceptions(), "exception"));
        if (!coverage.vacuous().isEmpty()) {
            out.println("no control of " + String.join(", ", coverage.vacuous())
                    + " looked at anything: the score says nothing");
        }
        coverage.expiring()
                .forEach((name, date) -> out.println("the exception `" + Printable.of(name) + "` ends on " + date));
        names("without effect", coverage.unused());
        names("over", coverage.expired());
    }

    private void unseen(List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.println(sentences.size() + " charts or sources could not be rendered here, and were not scanned"
                    + (verbose ? ":" : "; --verbose names them"));
            if (verbose) {
                sentences.forEach(sentence -> out.println("  " + Printable.of(sentence)));
            }
        }
    }

    private void names(String what, List<String> exceptions) {
        if (!exceptions.isEmpty()) {
            out.println("exceptions that are " + what + ": "
                    + exceptions.stream().map(Printable::of).collect(Collectors.joining(", ")));
        }
    }

    private static String row(String severity, String id, String name, String failed, String all, String score) {
        return String.format(Locale.ROOT, "%-9s %-8s %6s %6s %9s  %s", severity, id, failed, all, score, name);
    }

    private static String score(float score) {
        return String.format(Locale.ROOT, "%.2f%%", score);
    }
}
