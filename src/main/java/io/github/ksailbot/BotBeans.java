package io.github.ksailbot;

import io.github.ksailbot.engine.verdict.Judge;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.workflow.CheckPullRequest;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.Snapshots;
import io.github.ksailbot.workflow.VerdictLog;
import io.github.ksailbot.workflow.VerdictMessages;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the use cases together with the adapters of their ports. */
final class BotBeans {

    @Produces
    @Singleton
    Judge judge() {
        return TreeJudge.create();
    }

    @Produces
    @Singleton
    CheckPullRequest checkPullRequest(
            Revisions revisions,
            Snapshots snapshots,
            CheckRuns checkRuns,
            CommentBoard comments,
            VerdictMessages messages,
            VerdictLog log,
            Judge judge) {
        return new CheckPullRequest(revisions, snapshots, checkRuns, comments, messages, log, judge);
    }
}
