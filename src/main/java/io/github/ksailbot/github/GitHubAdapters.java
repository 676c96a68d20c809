package io.github.ksailbot.github;

import io.github.ksailbot.github.mirror.GitHost;
import io.github.ksailbot.github.mirror.GitMirrors;
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
import java.security.PrivateKey;
import java.time.Clock;

/** All that the bot does with one GitHub, sharing tokens and the gate for writes. */
public final class GitHubAdapters {
    private final GitHubApi api;
    private final GitHost gitHost;
    private final GitHubEndpoint endpoint;

    private GitHubAdapters(GitHubEndpoint endpoint, AppKey key, Clock clock, boolean dryRun) {
        GitHubTransport transport = new GitHubTransport(endpoint);
        InstallationTokens tokens = new InstallationTokens(transport, key, clock);
        this.api = new GitHubApi(transport, tokens, key, clock, dryRun);
        this.endpoint = endpoint;
        this.gitHost = new GitHubGitHost(endpoint, tokens);
    }

    /**
     * For one App.
     *
     * @param appId of the App
     * @param key its RSA key
     * @param dryRun whether writes are logged instead of made
     */
    public static GitHubAdapters of(
            GitHubEndpoint endpoint, String appId, PrivateKey key, Clock clock, boolean dryRun) {
        return new GitHubAdapters(endpoint, new AppKey(appId, key, clock), clock, dryRun);
    }

    public Revisions revisions() {
        return new GitHubRevisions(api);
    }

    public CheckRuns checkRuns() {
        return new GitHubCheckRuns(api);
    }

    public CommentBoard commentBoard() {
        return new GitHubCommentBoard(api);
    }

    public CodeScanning codeScanning() {
        return new GitHubCodeScanning(api);
    }

    public OpenPullRequests openPullRequests() {
        return new GitHubOpenPullRequests(api);
    }

    public Repositories repositories() {
        return new GitHubOpenPullRequests(api);
    }

    public Deployments deployments() {
        return new GitHubDeployments(api, endpoint);
    }

    public MergedPullRequests mergedPullRequests() {
        return new GitHubMergedPullRequests(api);
    }

    public Permissions permissions() {
        return new GitHubPermissions(api);
    }

    public Reactions reactions() {
        return new GitHubReactions(api);
    }

    public Mainline mainline(GitMirrors mirrors) {
        return new GitHubMainline(api, mirrors);
    }

    public GitHost gitHost() {
        return gitHost;
    }
}
