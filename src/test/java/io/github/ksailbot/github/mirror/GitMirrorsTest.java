package io.github.ksailbot.github.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.github.SandboxedGitHub;
import io.github.ksailbot.sandbox.github.SandboxBranch;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import io.github.ksailbot.sandbox.github.rest.Fault;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Snapshot;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitMirrorsTest {
    private Path directory;
    private SandboxedGitHub sandbox;
    private WatchedHost host;
    private GitMirrors mirrors;

    @BeforeEach
    void start(@TempDir Path temporary) {
        directory = temporary;
        sandbox = new SandboxedGitHub();
        host = new WatchedHost(sandbox.adapters.gitHost());
        mirrors = new GitMirrors(directory, host, MirrorLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void open_pullRequest_bothSidesAndWhereTheyParted() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        sandbox.repository.commit("main", "Go on", Map.of("ksail.yaml", "a: later\n"));
        Revision revision = revision(pullRequest.headSha(), sandbox.repository.sha("main"));
        try (Snapshot snapshot = mirrors.open(sandbox.subject(pullRequest), revision)) {
            assertThat(read(snapshot.head())).isEqualTo("a: topic\n");
            assertThat(read(snapshot.base())).isEqualTo("a: later\n");
            assertThat(read(snapshot.mergeBase())).isEqualTo("a: 1\n");
        }
    }

    @Test
    void open_secondTime_asksNobody() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        open(pullRequest);
        sandbox.github.faults().next(100, line -> true, new Fault.Status(500));
        open(pullRequest);
        assertThat(host.tokens).hasSize(1);
    }

    @Test
    void open_fork() throws Exception {
        SandboxRepository fork = sandbox.github.user("mona").fork(sandbox.repository);
        SandboxBranch branch = fork.commit("topic", "Change", Map.of("ksail.yaml", "a: fork\n"));
        SandboxPullRequest pullRequest = sandbox.repository.openFrom(branch, "Change");
        try (Snapshot snapshot = mirrors.open(sandbox.subject(pullRequest), revision(pullRequest))) {
            assertThat(read(snapshot.head())).isEqualTo("a: fork\n");
        }
    }

    @Test
    void open_mergeGroup() throws Exception {
        SandboxPullRequest.Queued queued = sandbox.pullRequest("topic").enqueue();
        String main = sandbox.repository.sha("main");
        Subject.MergeGroup group =
                new Subject.MergeGroup(sandbox.ref(), new CommitId(queued.headSha()), new CommitId(main), "main");
        try (Snapshot snapshot = mirrors.open(group, revision(queued.headSha(), main))) {
            assertThat(read(snapshot.head())).isEqualTo("a: topic\n");
        }
        CommitId nowhere = new CommitId("1".repeat(40));
        Subject.MergeGroup dissolved = new Subject.MergeGroup(sandbox.ref(), nowhere, new CommitId(main), "main");
        assertThatThrownBy(() -> mirrors.open(dissolved, revision(nowhere.value(), main)))
                .isInstanceOf(GoneException.class);
    }

    @Test
    void open_forcePushInBetween_theCommitStillReachable() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        Revision before = revision(pullRequest);
        sandbox.repository.commit("kept", "Keep", Map.of());
        sandbox.repository.push("kept", before.head().value());
        pullRequest.forcePush("Other", Map.of("ksail.yaml", "a: other\n"));
        try (Snapshot snapshot = mirrors.open(sandbox.subject(pullRequest), before)) {
            assertThat(read(snapshot.head())).isEqualTo("a: topic\n");
        }
    }

    @Test
    void open_forcePushTookTheCommitAway_laterMayHelp() {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        Revision before = revision("2".repeat(40), pullRequest.baseSha());
        assertThatThrownBy(() -> mirrors.open(sandbox.subject(pullRequest), before))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("acme/fleet#1")
                .extracting(e -> ((UnavailableException) e).retryAfter())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void open_noCommonHistory_noMergeBase() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        open(pullRequest);
        SandboxRepository other = sandbox.github.organization("acme").repository("other");
        other.commit("main", "Start", Map.of("ksail.yaml", "b: 1\n"));
        String root = other.sha("main");
        assertThat(root).isNotEqualTo(sandbox.repository.sha("main"));
        // Another repository's history, brought into the same mirror as a rewritten main branch would be.
        Path theirs = mirrorOf(sandbox.repository.id());
        Path ours = mirrorOf(other.id());
        RepositoryRef ref = new RepositoryRef(sandbox.installation.id(), other.id(), "acme", "other");
        SandboxPullRequest second =
                other.commit("topic", "Change", Map.of("ksail.yaml", "b: 2\n")).openPullRequest("Change");
        mirrors.open(new Subject.PullRequest(ref, second.number()), revision(second))
                .close();
        copyPacks(theirs, ours);
        Revision unrelated = revision(pullRequest.headSha(), root);
        try (Snapshot snapshot = mirrors.open(new Subject.PullRequest(ref, second.number()), unrelated)) {
            assertThat(snapshot.mergeBase()).isNull();
        }
    }

    @Test
    void open_baseBranchDeleted_itsCommitIsPartOfTheHead() throws Exception {
        sandbox.repository.commit("release", "Branch off", Map.of("ksail.yaml", "a: release\n"));
        SandboxPullRequest pullRequest = sandbox.repository
                .commit("topic", "Change", Map.of("ksail.yaml", "a: topic\n"))
                .openPullRequest("Change");
        Revision revision = new Revision(
                new CommitId(pullRequest.headSha()), new CommitId(pullRequest.baseSha()), "gone", false, true);
        try (Snapshot snapshot = mirrors.open(sandbox.subject(pullRequest), revision)) {
            assertThat(read(snapshot.base())).isEqualTo("a: 1\n");
        }
    }

    @Test
    void open_brokenMirror_isMadeAnew() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        open(pullRequest);
        for (Path pack : files(directory)
                .filter(file -> file.toString().endsWith(".pack"))
                .toList()) {
            Files.write(pack, "rubbish".getBytes(StandardCharsets.UTF_8));
        }
        // Forgets what it has read, as a new process would.
        new WindowCacheConfig().install();
        open(pullRequest);

        Files.delete(mirrorOf(sandbox.repository.id()).resolve("HEAD"));
        open(pullRequest);
    }

    @Test
    void open_remainsOfAKilledFetch_areNoHindrance() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        open(pullRequest);
        Path mirror = mirrorOf(sandbox.repository.id());
        Files.createDirectories(mirror.resolve("refs/ksail"));
        Files.createFile(mirror.resolve("refs/ksail/pull-1.lock"));
        Files.createFile(mirror.resolve("packed-refs.lock"));
        Files.createFile(mirror.resolve("objects/incoming_123.pack"));
        pullRequest.push("More", Map.of("ksail.yaml", "a: more\n"));
        try (Snapshot snapshot = mirrors.open(sandbox.subject(pullRequest), revision(pullRequest))) {
            assertThat(read(snapshot.head())).isEqualTo("a: more\n");
        }
        assertThat(mirror.resolve("objects/incoming_123.pack")).doesNotExist();
        assertThat(mirror.resolve("refs/ksail/pull-1.lock")).doesNotExist();
    }

    @Test
    void open_cutConnection_nextTimeItWorks() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        sandbox.github.faults().next(1, line -> line.path().endsWith("git-upload-pack"), new Fault.CutBefore());
        assertThatThrownBy(() -> open(pullRequest)).isInstanceOf(UnavailableException.class);
        open(pullRequest);
    }

    @Test
    void open_tokenNotTaken_onceMoreWithAnother() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        host.firstToken = "ghs_revoked";
        open(pullRequest);
        assertThat(host.refused).containsExactly("ghs_revoked");
    }

    @Test
    void open_tokenIsNarrowAndNowhereToBeSeen() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        open(pullRequest);
        assertThat(host.tokens).hasSize(1);
        assertThat(sandbox.recorded())
                .filteredOn(request -> request.path().endsWith("/access_tokens"))
                .extracting(request -> request.body())
                .containsExactly("{\"repository_ids\":[" + sandbox.repository.id()
                        + "],\"permissions\":{\"contents\":\"read\"}}");
        String token = host.tokens.get(0);
        for (Path file : files(directory).toList()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(token)
                    .doesNotContain("x-access-token");
        }
        sandbox.github.faults().next(100, line -> line.path().contains(".git/"), new Fault.Status(502));
        pullRequest.push("More", Map.of("ksail.yaml", "a: more\n"));
        assertThatThrownBy(() -> open(pullRequest)).satisfies(e -> {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(token);
            }
        });
    }

    @Test
    void open_repositoryNotThere() {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        Revision revision = revision(pullRequest);
        sandbox.installation.remove(sandbox.repository);
        sandbox.repository.delete();
        assertThatThrownBy(() -> mirrors.open(sandbox.subject(pullRequest), revision))
                .isInstanceOf(GoneException.class);
    }

    @Test
    void open_tooLarge() {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        MirrorLimits small = new MirrorLimits(100, 1000, Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThatThrownBy(() -> new GitMirrors(directory, host, small)
                        .open(sandbox.subject(pullRequest), revision(pullRequest)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("larger than the limit");
        MirrorLimits few = new MirrorLimits(1 << 20, 1, Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThatThrownBy(() ->
                        new GitMirrors(directory, host, few).open(sandbox.subject(pullRequest), revision(pullRequest)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("more than 1 objects");
    }

    @Test
    void open_severalThreads_oneMirror() throws Exception {
        List<SandboxPullRequest> pullRequests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pullRequests.add(sandbox.pullRequest("topic-" + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> heads = new ArrayList<>();
            for (SandboxPullRequest pullRequest : pullRequests) {
                heads.add(threads.submit(() -> {
                    try (Snapshot snapshot = mirrors.open(sandbox.subject(pullRequest), revision(pullRequest))) {
                        return read(snapshot.head());
                    }
                }));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(heads.get(i).get()).isEqualTo("a: topic-" + i + "\n");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void open_manyFetches_packsAreMadeOne() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        Revision first = revision(pullRequest);
        try (Snapshot reader = mirrors.open(sandbox.subject(pullRequest), first)) {
            for (int i = 0; i < 55; i++) {
                pullRequest.push("More", Map.of("ksail.yaml", "a: " + i + "\n"));
                open(pullRequest);
            }
            assertThat(read(reader.head())).isEqualTo("a: topic\n");
        }
        assertThat(files(mirrorOf(sandbox.repository.id()).resolve("objects/pack"))
                        .filter(file -> file.toString().endsWith(".pack")))
                .hasSizeLessThan(20);
    }

    @Test
    void mirror_hasTheTwoRefsAndIgnoresTheUsersSettings() throws Exception {
        sandbox.repository.push("other", "main");
        open(sandbox.pullRequest("topic"));
        try (Repository mirror = new FileRepositoryBuilder()
                .setGitDir(mirrorOf(sandbox.repository.id()).toFile())
                .build()) {
            assertThat(mirror.getRefDatabase().getRefsByPrefix("refs/"))
                    .hasSize(2)
                    .extracting(Ref::getName)
                    .contains("refs/ksail/pull-1")
                    .anyMatch(name -> name.startsWith("refs/ksail/base-"));
        }
        Config none = SystemReader.getInstance().openUserConfig(null, FS.DETECTED);
        assertThat(none.getSections()).isEmpty();
        assertThat(SystemReader.getInstance().getSystemConfig().getSections()).isEmpty();
    }

    private void open(SandboxPullRequest pullRequest) throws Exception {
        try (Snapshot snapshot = mirrors.open(sandbox.subject(pullRequest), revision(pullRequest))) {
            assertThat(read(snapshot.head())).startsWith("a: ");
        }
    }

    private static Revision revision(SandboxPullRequest pullRequest) {
        return revision(pullRequest.headSha(), pullRequest.baseSha());
    }

    private static Revision revision(String head, String base) {
        return new Revision(new CommitId(head), new CommitId(base), "main", false, true);
    }

    private static String read(@Nullable SourceTree tree) throws Exception {
        assertThat(tree).isNotNull();
        return new String(tree.read(SourcePath.parse("ksail.yaml")), StandardCharsets.UTF_8);
    }

    private Path mirrorOf(long id) {
        return directory.resolve(host.name()).resolve(id + ".git");
    }

    private static void copyPacks(Path from, Path to) throws IOException {
        for (Path file : files(from.resolve("objects/pack")).toList()) {
            Files.copy(
                    file, to.resolve("objects/pack").resolve(file.getFileName().toString()));
        }
    }

    private static Stream<Path> files(Path in) throws IOException {
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }

    /** Remembers the tokens that were given, and can begin with a wrong one. */
    private static final class WatchedHost implements GitHost {
        private final GitHost real;
        private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
        private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
        private String firstToken = "";

        WatchedHost(GitHost real) {
            this.real = real;
        }

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public URI url(RepositoryRef repository) {
            return real.url(repository);
        }

        @Override
        public String token(RepositoryRef repository) throws GoneException, UnavailableException {
            String token = firstToken.isEmpty() ? real.token(repository) : firstToken;
            firstToken = "";
            tokens.add(token);
            return token;
        }

        @Override
        public void refused(RepositoryRef repository, String token) {
            refused.add(token);
            real.refused(repository, token);
        }
    }
}
