package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHttpTest {

    private final SandboxGitHub github =
            SandboxGitHub.settings().withoutContract().start();
    private final SandboxRepository fleet = github.organization("acme").repository("fleet");

    @BeforeEach
    void commit() {
        fleet.commit("main", "Start", Map.of("a.yaml", "x: 1\n", "b/c.yaml", "y: 1\n"));
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void clone_withAnInstallationToken(@TempDir Path directory) throws Exception {
        String token = github.app("bot").install("acme").token();
        try (Git git = clone(fleet, "x-access-token", token, directory)) {
            assertThat(git.getRepository().resolve("HEAD").name()).isEqualTo(fleet.sha("main"));
            assertThat(directory.resolve("b/c.yaml")).hasContent("y: 1");
        }
    }

    @Test
    void clone_withoutRights(@TempDir Path directory) {
        SandboxInstallation elsewhere =
                github.app("bot").install(github.organization("other").repository("thing"));
        assertRefused("x-access-token", elsewhere.token(), directory.resolve("1"));
        assertRefused("x-access-token", "ghs_wrong", directory.resolve("2"));
        SandboxInstallation checksOnly = github.app(
                        SandboxApp.registration("checks").permissions(Map.of("checks", "write")))
                .install("acme");
        assertRefused("x-access-token", checksOnly.token(), directory.resolve("3"));
        assertRefused("stranger", github.user("stranger").token(), directory.resolve("4"));
    }

    @Test
    void clone_ofAPublicRepositoryByAnybody(@TempDir Path directory) throws Exception {
        SandboxRepository open = github.user("alice").publicRepository("open");
        open.commit("main", "Start", Map.of("a", "b"));
        try (Git git = Git.cloneRepository()
                .setURI(open.cloneUrl(github).toString())
                .setDirectory(directory.toFile())
                .call()) {
            assertThat(git.getRepository().resolve("HEAD").name()).isEqualTo(open.sha("main"));
        }
    }

    @Test
    void push_movesThePullRequest(@TempDir Path directory) throws Exception {
        fleet.collaborator("alice", "write");
        SandboxPullRequest pull =
                fleet.commit("topic", "Change", Map.of("a.yaml", "x: 2\n")).openPullRequest("Change");
        String token = github.user("alice").token();
        try (Git git = clone(fleet, "alice", token, directory)) {
            git.checkout()
                    .setName("topic")
                    .setCreateBranch(true)
                    .setStartPoint("origin/topic")
                    .call();
            Files.writeString(directory.resolve("new.yaml"), "z: 1\n");
            git.add().addFilepattern("new.yaml").call();
            git.commit()
                    .setMessage("More")
                    .setAuthor("alice", "alice@example.com")
                    .setCommitter("alice", "alice@example.com")
                    .setSign(false)
                    .call();
            git.push()
                    .setCredentialsProvider(new UsernamePasswordCredentialsProvider("alice", token))
                    .call();
            String pushed = git.getRepository().resolve("HEAD").name();
            assertThat(pull.headSha()).isEqualTo(pushed);
            assertThat(fleet.sha("refs/pull/1/head")).isEqualTo(pushed);
        }
    }

    @Test
    void push_toAPullRequestsOwnRef(@TempDir Path directory) throws Exception {
        fleet.collaborator("alice", "write");
        String token = github.user("alice").token();
        try (Git git = clone(fleet, "alice", token, directory)) {
            RemoteRefUpdate.Status status = git.push()
                    .setRefSpecs(new RefSpec("HEAD:refs/pull/9/head"))
                    .setCredentialsProvider(new UsernamePasswordCredentialsProvider("alice", token))
                    .call()
                    .iterator()
                    .next()
                    .getRemoteUpdate("refs/pull/9/head")
                    .getStatus();
            assertThat(status).isEqualTo(RemoteRefUpdate.Status.REJECTED_OTHER_REASON);
        }
    }

    @Test
    void push_withAReadOnlyToken(@TempDir Path directory) throws Exception {
        String token = github.app("bot").install("acme").token();
        try (Git git = clone(fleet, "x-access-token", token, directory)) {
            assertThatThrownBy(() -> git.push()
                            .setRefSpecs(new RefSpec("HEAD:refs/heads/mine"))
                            .setCredentialsProvider(new UsernamePasswordCredentialsProvider("x-access-token", token))
                            .call())
                    .isInstanceOf(TransportException.class);
            assertThat(fleet.has("mine")).isFalse();
        }
    }

    @Test
    void refs_ofPullRequestsAlsoFromForks() throws Exception {
        SandboxAccount bob = github.user("bob");
        SandboxRepository fork = bob.fork(fleet);
        SandboxPullRequest pull =
                fleet.openFrom(fork.commit("topic", "Change", Map.of("a.yaml", "x: 3\n")), "From afar");
        Map<String, Ref> refs = Git.lsRemoteRepository()
                .setRemote(fleet.cloneUrl(github).toString())
                .setCredentialsProvider(new UsernamePasswordCredentialsProvider(
                        "x-access-token", github.app("bot").install("acme").token()))
                .call()
                .stream()
                .collect(Collectors.toMap(Ref::getName, ref -> ref));
        assertThat(refs).containsKeys("refs/heads/main", "refs/pull/1/head", "refs/pull/1/merge");
        assertThat(refs.get("refs/pull/1/head"))
                .returns(pull.headSha(), ref -> ref.getObjectId().name());
        pull.forcePush("Other", Map.of("a.yaml", "x: 4\n"));
        assertThat(fleet.sha("refs/pull/1/head")).isEqualTo(fork.sha("topic")).isEqualTo(pull.headSha());
    }

    private void assertRefused(String user, String password, Path directory) {
        assertThatThrownBy(() -> clone(fleet, user, password, directory).close())
                .isInstanceOfAny(TransportException.class, InvalidRemoteException.class);
    }

    private Git clone(SandboxRepository repository, String user, String password, Path directory) throws Exception {
        return Git.cloneRepository()
                .setURI(repository.cloneUrl(github).toString())
                .setDirectory(directory.toFile())
                .setCredentialsProvider(new UsernamePasswordCredentialsProvider(user, password))
                .call();
    }
}
