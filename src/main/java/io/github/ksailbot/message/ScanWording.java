package io.github.ksailbot.message;

import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What scans come to, in a line of plain text. */
final class ScanWording {
    /** Of what the warnings of a scan are about: it is gone, excepted or excluded, or others stand for it. */
    private static final String HIDING = "something no longer counts as before";

    private ScanWording() {}

    /** One scan: its score, what that changed, and whatever keeps it from being green. */
    static String title(ScanVerdict scan) {
        List<String> more = new ArrayList<>();
        if (scan.report().isBelowThreshold()) {
            more.add(String.format(
                    Locale.ROOT, "below %.0f%%", scan.report().settings().threshold()));
        }
        if (scan.outcome() == ScanVerdict.Outcome.COULD_NOT_CHECK) {
            more.add("not everything was checked");
        }
        more.add(
                scan.compared()
                        ? Wording.count(scan.newFindings(), "new finding")
                        : Wording.count(scan.findings().size(), "finding"));
        if (scan.isHiding()) {
            more.add(HIDING);
        }
        if (!scan.settingsChanges().isEmpty()) {
            more.add("its settings change");
        }
        return "Score " + score(scan) + ", " + String.join(", ", more);
    }

    private static String score(ScanVerdict scan) {
        String score = scan.report().complianceText() + "%";
        return scan.scores().before() == null
                ? score
                : score + String.format(Locale.ROOT, " (%+.2f)", scan.scores().delta());
    }

    /** One scan in a table of environments; a dash where nobody asked for one. */
    static String cell(EnvironmentReport report) {
        ScanVerdict scan = report.scan();
        if (scan == null) {
            return "–";
        }
        return Sections.icon(report.scanVerdict()) + " " + score(scan)
                + (scan.isHiding() ? ", " + HIDING : "")
                + (scan.settingsChanges().isEmpty() ? "" : ", its settings change");
    }

    /**
     * The verdict over all environments, worse news first.
     *
     * @param verdict of the validation
     * @param validation what it comes to
     */
    static String overall(Verdict verdict, String validation, List<EnvironmentReport> reports) {
        if (reports.stream().allMatch(report -> report.scan() == null)) {
            return validation;
        }
        List<String> news = news(reports);
        if (news.isEmpty()) {
            return verdict == Verdict.PASSED ? validation + ", scans passed" : validation;
        }
        String scans = String.join(". ", news);
        return verdict == Verdict.PASSED ? scans + ". " + validation : validation + ". " + scans;
    }

    private static List<String> news(List<EnvironmentReport> reports) {
        List<EnvironmentReport> failed = which(reports, report -> report.scanVerdict() == Verdict.FAILED);
        List<EnvironmentReport> unchecked = which(reports, report -> report.scanVerdict() == Verdict.COULD_NOT_CHECK);
        List<String> news = new ArrayList<>();
        if (failed.size() == 1) {
            news.add(scans(failed) + " failed: "
                    + title(Objects.requireNonNull(failed.get(0).scan())));
        } else if (!failed.isEmpty()) {
            long fresh = findings(which(failed, ScanWording::isCompared))
                    .filter(JudgedFinding::isNew)
                    .map(found -> Wording.Same.of(found.finding()))
                    .distinct()
                    .count();
            news.add(scans(failed) + " failed" + (fresh == 0 ? "" : ": " + Wording.count(fresh, "new finding")));
        }
        if (!unchecked.isEmpty()) {
            news.add(scans(unchecked) + " could not check everything");
        }
        List<EnvironmentReport> hidden =
                which(reports, report -> report.scan() != null && report.scan().isHiding());
        if (!hidden.isEmpty()) {
            news.add(scans(hidden) + ": " + HIDING);
        }
        if (reports.stream()
                .anyMatch(report -> report.scan() != null
                        && !report.scan().settingsChanges().isEmpty())) {
            news.add("Settings of scans change");
        }
        return news;
    }

    private static boolean isCompared(EnvironmentReport report) {
        return report.scan() != null && report.scan().compared();
    }

    private static List<EnvironmentReport> which(
            List<EnvironmentReport> reports, Predicate<EnvironmentReport> predicate) {
        return reports.stream().filter(predicate).toList();
    }

    private static String scans(List<EnvironmentReport> reports) {
        List<String> names =
                reports.stream().map(report -> report.environment().value()).toList();
        return (names.size() == 1 ? "Scan of " : "Scans of ") + Wording.named(names);
    }

    /** Of the scans that did not pass. */
    static Stream<JudgedFinding> findings(List<EnvironmentReport> reports) {
        return reports.stream()
                .filter(report -> report.scanVerdict() != Verdict.PASSED)
                .flatMap(report -> Stream.ofNullable(report.scan()))
                .flatMap(scan -> ScanSections.findings(scan).stream());
    }
}
