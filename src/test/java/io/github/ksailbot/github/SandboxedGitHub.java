package io.github.ksailbot.github;

import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.github.SandboxApp;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.SandboxInstallation;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import io.github.ksailbot.sandbox.github.rest.RecordedRequest;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A GitHub on loopback with one installed App, one repository, and the adapters that talk to it. */
public final class SandboxedGitHub implements AutoCloseable {
    public final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    public final SandboxGitHub github;
    public final SandboxRepository repository;
    public final SandboxApp app;
    public final SandboxInstallation installation;
    public final GitHubAdapters adapters;

    public SandboxedGitHub() {
        github = SandboxGitHub.settings().clock(clock).start();
        repository = github.organization("acme").repository("fleet");
        repository.commit("main", "Start", Map.of("ksail.yaml", "a: 1\n"));
        app = github.app("ksail-bot");
        installation = app.install("acme");
        adapters = adapters(clock, false);
    }

    public GitHubAdapters adapters(Clock time, boolean dryRun) {
        return GitHubAdapters.of(
                GitHubEndpoint.of(github.api().toString()), String.valueOf(app.id()), key(app), time, dryRun);
    }

    static PrivateKey key(SandboxApp app) {
        String base64 = app.key().pkcs8().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public RepositoryRef ref() {
        return new RepositoryRef(installation.id(), repository.id(), "acme", "fleet");
    }

    public Subject.PullRequest subject(SandboxPullRequest pullRequest) {
        return new Subject.PullRequest(ref(), pullRequest.number());
    }

    public SandboxPullRequest pullRequest(String branch) {
        return repository
                .commit(branch, "Change", Map.of("ksail.yaml", "a: " + branch + "\n"))
                .openPullRequest("Change");
    }

    /** What was asked of the API since the last time, as {@code METHOD ROUTE}. */
    public List<String> requests() {
        List<String> requests = github.requests().stream()
                .map(request -> request.method() + " " + request.route().replaceFirst("^[A-Z]+ ", ""))
                .toList();
        github.clearRequests();
        return requests;
    }

    public List<RecordedRequest> recorded() {
        return github.requests();
    }

    @Override
    public void close() {
        github.close();
    }
}
