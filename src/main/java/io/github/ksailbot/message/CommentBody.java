package io.github.ksailbot.message;

import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.CheckPullRequest;
import io.github.ksailbot.workflow.Revision;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sticky comment: the same order of the same few parts every time, the rest is in the check runs. */
final class CommentBody {
    /** Findings that are named; the others are in the check runs. */
    private static final int FINDINGS = 10;

    private CommentBody() {}

    static String of(Revision revision, Judgement judgement, String version) {
        Page page = new Page(Limits.COMMENT)
                .fixed(MarkdownVerdictMessages.headline(judgement.verdict(), Wording.overall(revision, judgement)));
        Sections.environments(
                page,
                revision,
                judgement,
                "Manifests",
                report -> String.valueOf(report.counts().total()));
        findings(page, judgement);
        page.fixed(whereTheRestIs(judgement));
        page.fixed(Sections.footer(revision, version));
        return page.render();
    }

    /** What this change brings; what was there before is only counted. The same mistake in two environments is told once. */
    private static void findings(Page page, Judgement judgement) {
        Map<Wording.Same, JudgedFinding> once = new LinkedHashMap<>();
        Stream.concat(Wording.all(judgement).stream(), ScanWording.findings(judgement.environments()))
                .filter(JudgedFinding::isNew)
                .forEach(found -> once.putIfAbsent(Wording.Same.of(found.finding()), found));
        List<JudgedFinding> fresh = once.values().stream()
                .sorted(Comparator.comparing(found -> found.finding().severity()))
                .toList();
        List<String> items = FindingLines.brief(fresh);
        int named = Math.min(FINDINGS, items.size());
        Stream<String> more = named == items.size()
                ? Stream.empty()
                : Stream.of("- … and " + (items.size() - named) + " more in the check runs\n");
        page.list(
                2,
                "",
                Stream.concat(items.stream().limit(named), more).toList(),
                "\n",
                left -> "- … and more in the check runs\n");
    }

    private static String whereTheRestIs(Judgement judgement) {
        List<String> runs = Stream.concat(
                        Stream.of(CheckPullRequest.OVERALL),
                        judgement.environments().stream().limit(FINDINGS).flatMap(CommentBody::checkRuns))
                .map(Markdown::code)
                .toList();
        return "Details are in the check run" + (runs.size() == 1 ? " " : "s ") + String.join(", ", runs)
                + " of this commit.\n\n";
    }

    private static Stream<String> checkRuns(EnvironmentReport report) {
        Stream<String> validation =
                report.verdict() == Verdict.PASSED ? Stream.of() : Stream.of(MarkdownVerdictMessages.checkRun(report));
        Stream<String> scan =
                report.scan() == null ? Stream.of() : Stream.of(CheckPullRequest.scanRun(report.environment()));
        return Stream.concat(validation, scan);
    }
}
