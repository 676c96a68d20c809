package io.github.ksailbot.sandbox;

import io.github.ksailbot.sandbox.github.SandboxAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Brings a person's own repository into the sandbox, by pushing to it; the repository itself is only read. */
final class SandboxBranches {
    private final Path repository;
    private final URI remote;
    private final SandboxAccount person;

    SandboxBranches(Path repository, URI remote, SandboxAccount person) {
        this.repository = repository;
        this.remote = remote;
        this.person = person;
    }

    /** @throws IOException when there is no such repository or revision, or the push was refused */
    void push(String revision, String branch) throws IOException {
        try (Git git = Git.open(repository.toFile())) {
            if (git.getRepository().resolve(revision + "^{commit}") == null) {
                throw new IOException("`" + revision + "` is no commit of " + repository);
            }
            Iterable<PushResult> results = git.push()
                    .setRemote(remote.toString())
                    .setRefSpecs(new RefSpec(revision + ":refs/heads/" + branch))
                    .setCredentialsProvider(new UsernamePasswordCredentialsProvider(person.login(), person.token()))
                    .call();
            for (PushResult result : results) {
                for (RemoteRefUpdate update : result.getRemoteUpdates()) {
                    if (update.getStatus() != RemoteRefUpdate.Status.OK) {
                        throw new IOException("`" + revision + "` was not pushed: " + update);
                    }
                }
            }
        } catch (GitAPIException e) {
            throw new IOException("`" + revision + "` of " + repository + " could not be pushed", e);
        }
    }
}
