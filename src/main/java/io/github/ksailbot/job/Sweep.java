package io.github.ksailbot.job;

import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.OpenPullRequests;
import io.github.ksailbot.workflow.OpenPullRequests.OpenPullRequest;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.VerdictLog;
import io.quarkus.logging.Log;
import java.util.List;

/** Finds open pull requests whose head has no verdict: their events were lost, or came while the bot was away. */
final class Sweep {
    private final OpenPullRequests openPullRequests;
    private final VerdictLog verdicts;
    private final SubjectStore subjects;
    private final JobQueue jobs;

    Sweep(OpenPullRequests openPullRequests, VerdictLog verdicts, SubjectStore subjects, JobQueue jobs) {
        this.openPullRequests = openPullRequests;
        this.verdicts = verdicts;
        this.subjects = subjects;
        this.jobs = jobs;
    }

    void run() {
        int[] found = new int[2];
        try {
            openPullRequests.visit(one -> {
                found[0]++;
                if (!hasVerdict(one)) {
                    found[1]++;
                    jobs.wake(subjects.want(List.of(Wanted.at(one.subject(), one.head()))));
                }
            });
        } catch (UnavailableException e) {
            Log.warnf("The search for open pull requests stopped early and goes on the next time: %s", e.getMessage());
        }
        Log.infof("%d open pull requests seen, %d of them without a verdict", found[0], found[1]);
    }

    private boolean hasVerdict(OpenPullRequest one) {
        return verdicts.latest(one.subject())
                .filter(latest -> latest.head().equals(one.head()))
                .filter(latest -> latest.isConcluded() && latest.conclusion() != Conclusion.CANCELLED)
                .isPresent();
    }
}
