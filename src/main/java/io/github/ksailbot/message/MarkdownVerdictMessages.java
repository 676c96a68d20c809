package io.github.ksailbot.message;

import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.scan.report.NamedReport;
import io.github.ksailbot.engine.scan.report.SarifReport;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.LooseManifests;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.Annotation;
import io.github.ksailbot.workflow.CheckPullRequest;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.VerdictMessages;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Says a verdict in GitHub's Markdown. Pure: the same verdict gives the same bytes. */
public final class MarkdownVerdictMessages implements VerdictMessages {
    private final String version;

    /**
     * For one version of the bot.
     *
     * @param version of the bot, for the footer
     */
    public MarkdownVerdictMessages(String version) {
        this.version = version;
    }

    @Override
    public CheckRunOutput inProgress(Revision revision, String doing) {
        return plain(revision, doing + " …", Markdown.text(doing) + ".");
    }

    @Override
    public CheckRunOutput superseded(Revision revision) {
        return plain(
                revision,
                "Superseded by a newer commit",
                "A newer commit is being judged instead of "
                        + Markdown.code(revision.head().abbreviated()) + ". Nothing was said about this one.");
    }

    @Override
    public CheckRunOutput couldNotCheck(Revision revision, String reason) {
        return plain(
                revision,
                "Could not check: " + PlainText.line(reason, Limits.TITLE),
                "**Could not check.** " + Markdown.sentence(reason, Limits.MESSAGE)
                        + "\n\n"
                        + "This is no verdict on the change. Use **Re-run** to try again; when it comes back, the log"
                        + " of the bot says more.");
    }

    private CheckRunOutput plain(Revision revision, String title, String body) {
        String summary = new Page(Limits.SUMMARY)
                .fixed(body + "\n\n")
                .fixed(Sections.footer(revision, version))
                .render();
        return new CheckRunOutput(PlainText.line(title, Limits.TITLE), summary, "", List.of());
    }

    @Override
    public CheckRunOutput overall(Revision revision, Judgement judgement) {
        String title = Wording.overall(revision, judgement);
        List<Annotation> annotations = Annotations.of(judgement.unreached());
        Page page = new Page(Limits.SUMMARY).fixed(headline(judgement.verdict(), title));
        Sections.table(page, revision, judgement);
        LooseManifests loose = judgement.loose();
        if (!judgement.unreached().isEmpty() || loose.counts().total() > 0) {
            page.fixed("### Settings, and files that no environment reaches\n\n");
            page.fixed(loose.counts().total() == 0 ? "" : counts(loose.counts(), "files outside of every environment"));
            Sections.fresh(page, judgement.unreached(), judgement.compared(), 2);
            Sections.old(page, revision, judgement.unreached(), 3);
        }
        Sections.kinds(page, Stream.concat(Stream.of(loose.skippedKinds()), skippedKinds(judgement.environments())), 4);
        page.fixed(unannotated(judgement.unreached(), annotations)).fixed(Sections.footer(revision, version));
        return new CheckRunOutput(PlainText.line(title, Limits.TITLE), page.render(), "", annotations);
    }

    @Override
    public CheckRunOutput environment(Revision revision, EnvironmentReport report, Judgement judgement) {
        String title = Wording.environment(revision, report, judgement.isCompared(report));
        List<Annotation> annotations = Annotations.of(report.findings());
        Page page = new Page(Limits.SUMMARY)
                .fixed(headline(report.verdict(), title))
                .fixed(counts(report.counts(), report.environment().value()))
                .fixed(unannotated(report.findings(), annotations));
        Sections.fresh(page, report.findings(), judgement.isCompared(report), 1);
        page.fixed(Sections.footer(revision, version));
        Page below = new Page(Limits.TEXT);
        Sections.old(below, revision, report.findings(), 1);
        Sections.kinds(below, skippedKinds(List.of(report)), 2);
        return new CheckRunOutput(PlainText.line(title, Limits.TITLE), page.render(), below.render(), annotations);
    }

    @Override
    public CheckRunOutput scan(Revision revision, EnvironmentReport report, ScanVerdict scan) {
        String title = ScanWording.title(scan);
        List<JudgedFinding> findings = ScanSections.findings(scan);
        List<Annotation> annotations = Annotations.of(findings);
        Page page = new Page(Limits.SUMMARY).fixed(headline(report.scanVerdict(), title));
        ScanSections.reasons(page, scan);
        ScanSections.scores(page, scan);
        page.fixed(unannotated(findings, annotations));
        Sections.fresh(page, findings, scan.compared(), 3);
        ScanSections.controls(page, scan, 2);
        page.fixed(ScanSections.coverage(scan)).fixed(Sections.footer(revision, version));
        Page below = new Page(Limits.TEXT);
        Sections.old(below, revision, findings, 1);
        return new CheckRunOutput(PlainText.line(title, Limits.TITLE), page.render(), below.render(), annotations);
    }

    @Override
    public String sarif(Judgement judgement) {
        List<NamedReport> reports = new ArrayList<>();
        for (EnvironmentReport report : judgement.environments()) {
            ScanVerdict scan = report.scan();
            if (scan != null) {
                List<String> problems =
                        scan.outcome() == ScanVerdict.Outcome.COULD_NOT_CHECK ? scan.reasons() : List.of();
                reports.add(new NamedReport(report.environment().value(), scan.report(), scan.unseen(), problems));
            }
        }
        StringWriter out = new StringWriter();
        try {
            SarifReport.write(reports, version, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    @Override
    public String comment(Revision revision, Judgement judgement) {
        return CommentBody.of(revision, judgement, version);
    }

    static String headline(Verdict verdict, String title) {
        return "### " + Sections.icon(verdict) + " " + Markdown.sentence(title, Limits.MESSAGE) + "\n\n";
    }

    private static Stream<SortedMap<String, Integer>> skippedKinds(List<EnvironmentReport> reports) {
        return reports.stream().map(EnvironmentReport::skippedKinds);
    }

    private static String counts(EnvironmentReport.Counts counts, String of) {
        return Wording.count(counts.total(), "manifest") + " of " + of + ": " + counts.valid()
                + " valid, " + counts.invalid() + " invalid, " + counts.skipped() + " skipped, " + counts.errors()
                + " not judged.\n\n";
    }

    /** Says when some of what is below stands on no line of the pull request. */
    private static String unannotated(List<JudgedFinding> findings, List<Annotation> annotations) {
        int left = findings.size() - annotations.size();
        return annotations.isEmpty() || left == 0
                ? ""
                : Wording.count(annotations.size(), "finding") + " shown on their lines, " + left + " only here.\n\n";
    }

    static String checkRun(EnvironmentReport report) {
        return CheckPullRequest.OVERALL + " / validate (" + report.environment() + ")";
    }
}
