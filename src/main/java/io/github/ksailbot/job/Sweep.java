package io.github.ksailbot.job;

import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.Wakeup;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.OpenPullRequests;
import io.github.ksailbot.workflow.OpenPullRequests.OpenPullRequest;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.VerdictLog;
import io.quarkus.logging.Log;
import java.util.List;
import java.util.function.Consumer;

/** Finds open pull requests whose head has no verdict: their events were lost, or came while the bot was away. */
final class Sweep {
    private final OpenPullRequests openPullRequests;
    private final VerdictLog verdicts;
    private final SubjectStore subjects;
    private final Consumer<List<Wakeup>> wake;

    /** @param wake {@link JobQueue#wake} outside of tests */
    Sweep(OpenPullRequests openPullRequests, VerdictLog verdicts, SubjectStore subjects, Consumer<List<Wakeup>> wake) {
        this.openPullRequests = openPullRequests;
        this.verdicts = verdicts;
        this.subjects = subjects;
        this.wake = wake;
    }

    void run() {
        int[] found = new int[2];
        try {
            openPullRequests.visit(one -> {
                found[0]++;
                if (!hasVerdict(one)) {
                    found[1]++;
                    wake.accept(subjects.want(List.of(Wanted.at(one.subject(), one.head()))));
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
