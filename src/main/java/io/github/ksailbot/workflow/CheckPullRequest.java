package io.github.ksailbot.workflow;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.CheckRuns.Existing;
import io.github.ksailbot.workflow.VerdictLog.Attempt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a pull request, or a group of a merge queue, its verdict: check runs on its head and one comment.
 *
 * <p>Looks at what GitHub says now, not at what an event said then; doing it twice changes nothing, and after a crash at
 * any point doing it again leads to the same end state.
 */
public final class CheckPullRequest {
    /** The check run to require in branch protection. */
    public static final String OVERALL = "ksail";

    private final Revisions revisions;
    private final Snapshots snapshots;
    private final CheckRuns checkRuns;
    private final CommentBoard comments;
    private final CodeScanning codeScanning;
    private final VerdictMessages messages;
    private final VerdictLog log;
    private final Judges judges;

    public CheckPullRequest(
            Revisions revisions,
            Snapshots snapshots,
            CheckRuns checkRuns,
            CommentBoard comments,
            CodeScanning codeScanning,
            VerdictMessages messages,
            VerdictLog log,
            Judges judges) {
        this.revisions = revisions;
        this.snapshots = snapshots;
        this.checkRuns = checkRuns;
        this.comments = comments;
        this.codeScanning = codeScanning;
        this.messages = messages;
        this.log = log;
        this.judges = judges;
    }

    /**
     * @param subject what to judge
     * @param run how many re-runs people have asked for on this subject, from 0
     * @param cancellation asked between steps
     * @throws SupersededException when a newer head is wanted; the old head's check run says so already
     * @throws UnavailableException when something outside failed; run it again later
     * @throws GoneException when there is nothing to judge any more
     */
    public void check(Subject.Proposal subject, int run, Cancellation cancellation)
            throws SupersededException, UnavailableException, GoneException {
        Revision revision = revisions.current(subject);
        Attempt latest = log.latest(subject).orElse(null);
        if (!revision.open()) {
            if (latest != null && !latest.isConcluded()) {
                cancelAbandoned(subject, latest, revision);
            }
            return;
        }
        boolean resumed = latest != null && latest.isFor(revision, run);
        // A cancelled head is wanted again when a force-push brought it back before another one was judged.
        if (resumed && latest != null && latest.isConcluded() && latest.conclusion() != Conclusion.CANCELLED) {
            return;
        }
        if (latest != null && !resumed && !latest.isConcluded()) {
            cancelAbandoned(subject, latest, revision);
        }
        Results results = begin(subject, revision, run, resumed);
        try {
            Judgement judgement = judge(subject, revision, results, cancellation);
            publish(subject, revision, judgement, results);
        } catch (SupersededException e) {
            results.overall(Conclusion.CANCELLED, messages.superseded(revision));
            log.conclude(subject, Conclusion.CANCELLED);
            throw e;
        }
    }

    /**
     * Ends the latest attempt as one that could not be judged, after retries were of no use or because of a bug.
     *
     * @param reason one sentence for people, without secrets
     */
    public void giveUp(Subject.Proposal subject, String reason) throws UnavailableException, GoneException {
        Attempt latest = log.latest(subject).orElse(null);
        if (latest == null || latest.isConcluded()) {
            return;
        }
        Revision revision = new Revision(latest.head(), latest.base(), "", false, true);
        begin(subject, revision, latest.run(), true)
                .overall(Conclusion.ACTION_REQUIRED, messages.couldNotCheck(revision, reason));
        log.conclude(subject, Conclusion.ACTION_REQUIRED);
    }

    private Results begin(Subject.Proposal subject, Revision revision, int run, boolean resumed)
            throws UnavailableException, GoneException {
        log.begin(subject, new Attempt(revision.head(), revision.base(), run, null));
        Map<String, Existing> existing = resumed ? checkRuns.find(subject.repository(), revision.head()) : Map.of();
        return new Results(subject, revision, run, existing);
    }

    private void cancelAbandoned(Subject.Proposal subject, Attempt attempt, Revision now)
            throws UnavailableException, GoneException {
        Revision then = new Revision(attempt.head(), attempt.base(), now.baseBranch(), now.fork(), true);
        Map<String, Existing> existing = checkRuns.find(subject.repository(), then.head());
        if (existing.containsKey(externalId(subject, then, attempt.run(), OVERALL))) {
            new Results(subject, then, attempt.run(), existing)
                    .overall(Conclusion.CANCELLED, messages.superseded(then));
        }
        log.conclude(subject, Conclusion.CANCELLED);
    }

    private Judgement judge(Subject.Proposal subject, Revision revision, Results results, Cancellation cancellation)
            throws SupersededException, UnavailableException, GoneException {
        cancellation.throwIfSuperseded(revision.head());
        results.overall(null, messages.inProgress(revision, "Fetching and rendering every environment"));
        try (Snapshot snapshot = snapshots.open(subject, revision)) {
            cancellation.throwIfSuperseded(revision.head());
            Judgement judgement = judges.of(subject.repository(), !revision.fork())
                    .judge(snapshot.head(), snapshot.base(), snapshot.mergeBase());
            cancellation.throwIfSuperseded(revision.head());
            return judgement;
        }
    }

    private void publish(Subject.Proposal subject, Revision revision, Judgement judgement, Results results)
            throws UnavailableException, GoneException {
        for (EnvironmentReport report : judgement.environments()) {
            results.concluded(
                    OVERALL + " / validate (" + report.environment() + ")",
                    conclusion(report.verdict()),
                    messages.environment(revision, report, judgement));
            ScanVerdict scan = report.scan();
            if (scan != null) {
                results.concluded(
                        scanRun(report.environment()),
                        conclusion(report.scanVerdict()),
                        messages.scan(revision, report, scan));
            }
        }
        Conclusion conclusion = conclusion(judgement.verdict());
        results.overall(conclusion, messages.overall(revision, judgement));
        if (subject instanceof Subject.PullRequest pullRequest) {
            comments.put(pullRequest, CommentBoard.Topic.VERDICT, messages.comment(revision, judgement));
        }
        log.conclude(subject, conclusion);
        boolean isScanned = judgement.environments().stream().anyMatch(report -> report.scan() != null);
        if (isScanned && subject instanceof Subject.PullRequest pullRequest) {
            codeScanning.offer(pullRequest, revision.head(), () -> messages.sarif(judgement));
        }
    }

    /** Name of the check run of an environment's scan. */
    public static String scanRun(EnvironmentName environment) {
        return OVERALL + " / scan (" + environment + ")";
    }

    private static Conclusion conclusion(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> Conclusion.SUCCESS;
            case FAILED -> Conclusion.FAILURE;
            case COULD_NOT_CHECK -> Conclusion.ACTION_REQUIRED;
        };
    }

    private static String externalId(Subject.Proposal subject, Revision revision, int run, String name) {
        return String.join(
                ":", subject.key(), revision.head().value(), revision.base().value(), String.valueOf(run), name);
    }

    /** The check runs of one attempt: each is made once, whichever attempt of the bot's process makes it. */
    private final class Results {
        private final Subject.Proposal subject;
        private final Revision revision;
        private final int run;
        private final Map<String, Existing> existing;
        private @Nullable CheckRunId overall;

        Results(Subject.Proposal subject, Revision revision, int run, Map<String, Existing> existing) {
            this.subject = subject;
            this.revision = revision;
            this.run = run;
            this.existing = existing;
        }

        void overall(@Nullable Conclusion conclusion, CheckRunOutput output)
                throws UnavailableException, GoneException {
            String externalId = externalId(subject, revision, run, OVERALL);
            Existing earlier = existing.get(externalId);
            if (overall == null && earlier != null) {
                overall = earlier.id();
            }
            if (overall == null) {
                overall = checkRuns.create(
                        subject.repository(), revision.head(), new CheckRun(OVERALL, externalId, conclusion, output));
                return;
            }
            CheckRunOutput rest = earlier == null ? output : withoutFirst(output, earlier.annotations());
            checkRuns.update(subject.repository(), overall, new CheckRun(OVERALL, externalId, conclusion, rest));
        }

        void concluded(String name, Conclusion conclusion, CheckRunOutput output)
                throws UnavailableException, GoneException {
            String externalId = externalId(subject, revision, run, name);
            Existing earlier = existing.get(externalId);
            if (earlier == null) {
                checkRuns.create(
                        subject.repository(), revision.head(), new CheckRun(name, externalId, conclusion, output));
            } else if (!earlier.concluded()) {
                checkRuns.update(
                        subject.repository(),
                        earlier.id(),
                        new CheckRun(name, externalId, conclusion, withoutFirst(output, earlier.annotations())));
            }
        }

        /** GitHub appends annotations: those that an earlier attempt sent already must not be sent again. */
        private CheckRunOutput withoutFirst(CheckRunOutput output, int sent) {
            List<Annotation> rest = output.annotations()
                    .subList(
                            Math.min(sent, output.annotations().size()),
                            output.annotations().size());
            return new CheckRunOutput(output.title(), output.summary(), output.text(), rest);
        }
    }
}
