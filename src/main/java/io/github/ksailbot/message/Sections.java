package io.github.ksailbot.message;

import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parts that several messages share. */
final class Sections {
    /** Kinds without schema are listed up to here. */
    private static final int KINDS = 20;

    private Sections() {}

    static String verdict(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "✅ passed";
            case FAILED -> "❌ failed";
            case COULD_NOT_CHECK -> "⚠️ could not check";
        };
    }

    static String icon(Verdict verdict) {
        return verdict(verdict).split(" ", 2)[0];
    }

    /** Those that are new, or those that are not. */
    static List<JudgedFinding> which(List<JudgedFinding> findings, boolean isNew) {
        return findings.stream().filter(found -> found.isNew() == isNew).toList();
    }

    /** {@code 2 errors, 1 warning}, or a dash. */
    static String tally(List<JudgedFinding> findings) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = findings.stream()
                    .filter(found -> found.finding().severity() == severity)
                    .count();
            if (count > 0) {
                parts.add(Wording.count(count, noun(severity)));
            }
        }
        return parts.isEmpty() ? "–" : String.join(", ", parts);
    }

    private static String noun(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTICE -> "notice";
        };
    }

    /** A row per environment: counts of its manifests, and of its findings. */
    static void table(Page page, Revision revision, Judgement judgement) {
        environments(page, revision, judgement, "Valid | Invalid | Skipped | Not judged", report -> {
            EnvironmentReport.Counts counts = report.counts();
            return counts.valid() + " | " + counts.invalid() + " | " + counts.skipped() + " | " + counts.errors();
        });
    }

    /** A row per environment, with a column for scans where one was asked for. */
    static void environments(
            Page page,
            Revision revision,
            Judgement judgement,
            String countHeads,
            Function<EnvironmentReport, String> counts) {
        boolean compared = judgement.compared();
        boolean scanned = judgement.environments().stream().anyMatch(report -> report.scan() != null);
        String numbers = "--:|".repeat(countHeads.split("\\|", -1).length);
        page.list(
                1,
                "| Environment | Verdict | " + countHeads + " | "
                        + (compared ? "New | Already on " + branch(revision) : "Findings")
                        + (scanned ? " | Scan |\n" : " |\n")
                        + "|---|---|" + numbers + (compared ? "---|---|" : "---|") + (scanned ? "---|\n" : "\n"),
                judgement.environments().stream()
                        .map(report -> "| " + report.environment() + " | " + verdict(report.verdict()) + " | "
                                + counts.apply(report) + " | " + cells(report, compared)
                                + (scanned ? " | " + ScanWording.cell(report) : "") + " |\n")
                        .toList(),
                "\n",
                left -> "\n… and " + Wording.count(left, "more environment") + ".\n");
    }

    static String cells(List<JudgedFinding> findings, boolean compared) {
        return compared ? tally(which(findings, true)) + " | " + tally(which(findings, false)) : tally(findings);
    }

    private static String cells(EnvironmentReport report, boolean compared) {
        List<JudgedFinding> findings = report.findings();
        return compared && !report.compared()
                ? tally(which(findings, true)) + ", new or not | " + tally(which(findings, false))
                : cells(findings, compared);
    }

    static String branch(Revision revision) {
        return revision.baseBranch().isEmpty() ? "the base branch" : Markdown.code(revision.baseBranch());
    }

    /** New findings, or all when nothing was compared. */
    static void fresh(Page page, List<JudgedFinding> findings, boolean compared, int urgency) {
        List<JudgedFinding> fresh = which(findings, true);
        page.list(
                urgency,
                "#### " + (compared ? "New: " : "") + tally(fresh) + "\n\n",
                FindingLines.full(fresh),
                "\n",
                Sections::left);
    }

    /** What the base side has as well, folded. */
    static void old(Page page, Revision revision, List<JudgedFinding> findings, int urgency) {
        List<JudgedFinding> old = which(findings, false);
        page.list(
                urgency,
                Markdown.detailsOpen("Already on " + htmlBranch(revision) + ": " + tally(old)),
                FindingLines.full(old),
                Markdown.detailsClose(),
                Sections::left);
    }

    private static String left(int findings) {
        return "- … and " + Wording.count(findings, "more finding") + " that did not fit here.\n";
    }

    private static String htmlBranch(Revision revision) {
        return revision.baseBranch().isEmpty() ? "the base branch" : Markdown.htmlCode(revision.baseBranch());
    }

    /** What nobody judged, because there is no schema for its kind. */
    static void kinds(Page page, Stream<SortedMap<String, Integer>> skippedKinds, int urgency) {
        SortedMap<String, Integer> kinds = new TreeMap<>();
        skippedKinds.forEach(some -> some.forEach((kind, count) -> kinds.merge(kind, count, Integer::sum)));
        List<Map.Entry<String, Integer>> most = new ArrayList<>(kinds.entrySet());
        most.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        int manifests = kinds.values().stream().mapToInt(Integer::intValue).sum();
        List<String> items = new ArrayList<>();
        most.stream()
                .limit(KINDS)
                .forEach(kind -> items.add("- " + Markdown.code(kind.getKey()) + ": "
                        + Wording.count(kind.getValue(), "manifest") + "\n"));
        if (most.size() > KINDS) {
            items.add("- … and " + Wording.count(most.size() - KINDS, "more kind") + "\n");
        }
        page.list(
                urgency,
                Markdown.detailsOpen("Not validated: " + Wording.count(manifests, "manifest") + " of "
                        + Wording.count(kinds.size(), "kind") + " without schema"),
                items,
                Markdown.detailsClose(),
                left -> "- … and " + Wording.count(left, "more line") + " that did not fit here.\n");
    }

    static String footer(Revision revision, String version) {
        return "<sub>Head " + Markdown.code(revision.head().abbreviated()) + ", base "
                + Markdown.code(revision.base().abbreviated())
                + (revision.baseBranch().isEmpty() ? "" : " of " + Markdown.code(revision.baseBranch()))
                + " · KSail Bot " + Markdown.text(version) + "</sub>\n";
    }
}
