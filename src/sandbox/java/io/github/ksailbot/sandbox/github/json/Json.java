package io.github.ksailbot.sandbox.github.json;

import io.github.ksailbot.sandbox.github.store.World;

/** GitHub's shapes of everything in the world, for answers and webhooks alike. */
public final class Json {

    public final Urls urls;
    public final UserJson users;
    public final RepositoryJson repositories;
    public final AppJson apps;
    public final PullJson pulls;
    public final CheckJson checks;
    public final CommentJson comments;
    public final CommitJson commits;
    public final DeploymentJson deployments;

    public Json(World world, Urls urls) {
        this.urls = urls;
        this.users = new UserJson(urls);
        this.repositories = new RepositoryJson(urls, users);
        this.apps = new AppJson(urls, users);
        this.pulls = new PullJson(world, urls, users, repositories);
        this.checks = new CheckJson(world, urls, apps, pulls, repositories);
        this.comments = new CommentJson(urls, users, apps);
        this.commits = new CommitJson(world, urls, users);
        this.deployments = new DeploymentJson(urls, users, apps);
    }
}
