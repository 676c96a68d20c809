package io.github.ksailbot.github;

import io.github.ksailbot.config.BotSettings;
import io.github.ksailbot.github.mirror.GitMirrors;
import io.github.ksailbot.github.mirror.MirrorLimits;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.CodeScanning;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.OpenPullRequests;
import io.github.ksailbot.workflow.Repositories;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.command.Permissions;
import io.github.ksailbot.workflow.command.Reactions;
import io.github.ksailbot.workflow.deliver.Deployments;
import io.github.ksailbot.workflow.deliver.Mainline;
import io.github.ksailbot.workflow.deliver.MergedPullRequests;
import io.quarkiverse.githubapp.runtime.config.CheckedConfigProvider;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the adapters together from the settings of quarkus-github-app. */
final class GitHubBeans {

    @Produces
    @Singleton
    GitHubAdapters adapters(CheckedConfigProvider config, BotSettings settings) {
        return GitHubAdapters.of(
                GitHubEndpoint.of(config.restApiEndpoint()),
                config.appId(),
                config.privateKey(),
                Clock.systemUTC(),
                settings.dryRun());
    }

    @Produces
    @Singleton
    Revisions revisions(GitHubAdapters adapters) {
        return adapters.revisions();
    }

    @Produces
    @Singleton
    CheckRuns checkRuns(GitHubAdapters adapters) {
        return adapters.checkRuns();
    }

    @Produces
    @Singleton
    CommentBoard commentBoard(GitHubAdapters adapters) {
        return adapters.commentBoard();
    }

    @Produces
    @Singleton
    CodeScanning codeScanning(GitHubAdapters adapters) {
        return adapters.codeScanning();
    }

    @Produces
    @Singleton
    OpenPullRequests openPullRequests(GitHubAdapters adapters) {
        return adapters.openPullRequests();
    }

    @Produces
    @Singleton
    GitMirrors mirrors(GitHubAdapters adapters, BotSettings settings) {
        return new GitMirrors(settings.dataDirectory().resolve("mirrors"), adapters.gitHost(), MirrorLimits.DEFAULT);
    }

    @Produces
    @Singleton
    Repositories repositories(GitHubAdapters adapters) {
        return adapters.repositories();
    }

    @Produces
    @Singleton
    Deployments deployments(GitHubAdapters adapters) {
        return adapters.deployments();
    }

    @Produces
    @Singleton
    MergedPullRequests mergedPullRequests(GitHubAdapters adapters) {
        return adapters.mergedPullRequests();
    }

    @Produces
    @Singleton
    Permissions permissions(GitHubAdapters adapters) {
        return adapters.permissions();
    }

    @Produces
    @Singleton
    Reactions reactions(GitHubAdapters adapters) {
        return adapters.reactions();
    }

    @Produces
    @Singleton
    Mainline mainline(GitHubAdapters adapters, GitMirrors mirrors) {
        return adapters.mainline(mirrors);
    }
}
