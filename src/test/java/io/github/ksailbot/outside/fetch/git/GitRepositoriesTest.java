package io.github.ksailbot.outside.fetch.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ksailbot.engine.kustomize.remote.Fetched.Reason;
import io.github.ksailbot.engine.kustomize.remote.Fetched.Refusal;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.outside.fetch.Loopback;
import io.github.ksailbot.outside.fetch.LoopbackGit;
import io.github.ksailbot.outside.fetch.LoopbackServer;
import io.github.ksailbot.outside.fetch.net.AllowedHosts;
import io.github.ksailbot.outside.fetch.net.CacheFolder;
import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import io.github.ksailbot.outside.fetch.net.OutsideClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GitRepositoriesTest {
    private static final String PATH = "/org/repo.git";
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path work;

    @TempDir
    private Path cache;

    private Instant now = Instant.EPOCH;
    private LoopbackServer server;
    private LoopbackGit git;

    @BeforeEach
    void start() throws IOException, GitAPIException {
        server = LoopbackServer.start();
        git = LoopbackGit.serve(server, work, PATH);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void branchTagCommitAndDefault_areFetchedWithoutHistory() throws Exception {
        String first = git.commit(Map.of("a.yaml", "1"));
        git.git()
                .tag()
                .setName("v1")
                .setAnnotated(true)
                .setMessage("v1")
                .setSigned(false)
                .call();
        git.git().branchCreate().setName("release/1").call();
        git.commit(Map.of("a.yaml", "2"));
        GitRepositories repositories = repositories();

        assertThat(read(repositories, "")).isEqualTo("2");
        assertThat(read(repositories, "main")).isEqualTo("2");
        assertThat(read(repositories, "refs/heads/main")).isEqualTo("2");
        assertThat(read(repositories, "v1")).isEqualTo("1");
        assertThat(read(repositories, "release/1")).isEqualTo("1");
        assertThat(read(repositories, first)).isEqualTo("1");
    }

    @Test
    void tag_isMeantBeforeABranchOfTheSameName() throws Exception {
        git.commit(Map.of("a.yaml", "tag"));
        git.git().tag().setName("same").setAnnotated(false).call();
        git.git().checkout().setCreateBranch(true).setName("same").call();
        git.commit(Map.of("a.yaml", "branch"));

        assertThat(read(repositories(), "same")).isEqualTo("tag");
    }

    @Test
    void commit_isFetchedOnce_alsoByTheNextProcess() throws Exception {
        String commit = git.commit(Map.of("a.yaml", "1"));
        read(repositories(), commit);
        server.requests().clear();

        assertThat(read(repositories(), commit)).isEqualTo("1");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void branchThatMovesMeanwhile_isTakenAsItIsThen() throws Exception {
        git.commit(Map.of("a.yaml", "1"));
        GitRepositories repositories = repositories();
        AtomicInteger requests = new AtomicInteger();
        server.on(PATH + "/git-upload-pack", exchange -> {
            if (requests.incrementAndGet() == 2) {
                try {
                    git.commit(Map.of("a.yaml", "2"));
                } catch (GitAPIException e) {
                    throw new IOException(e);
                }
            }
            git.upload(exchange);
        });
        assertThat(read(repositories, "main")).isEqualTo("2");
        server.requests().clear();

        assertThat(read(repositories, "main")).isEqualTo("2");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void branch_isAskedForAgainWhenItsTimeIsOver() throws Exception {
        git.commit(Map.of("a.yaml", "1"));
        GitRepositories repositories = repositories();
        assertThat(read(repositories, "main")).isEqualTo("1");
        git.commit(Map.of("a.yaml", "2"));
        server.requests().clear();

        now = now.plus(Loopback.limits().fresh()).minusMillis(1);
        assertThat(read(repositories, "main")).isEqualTo("1");
        assertThat(server.requests()).isEmpty();
        now = now.plusMillis(1);
        assertThat(read(repositories, "main")).isEqualTo("2");
    }

    @Test
    void whatIsNotThere_isAbsent() throws Exception {
        git.commit(Map.of("a.yaml", "1"));
        GitRepositories repositories = repositories();

        for (String ref : List.of("absent", "*", "main:refs/fetched/x", "../main", "main^", " ", "refs/heads/")) {
            assertThat(refusal(repositories, git.url(), ref).reason()).as(ref).isEqualTo(Reason.ABSENT);
        }
        assertThat(refusal(repositories, server.url("/org/other.git"), "").reason())
                .isEqualTo(Reason.ABSENT);
    }

    @Test
    void answersThatAreNotGit_areUnavailable() throws Exception {
        git.commit(Map.of("a.yaml", "1"));
        GitRepositories repositories = repositories();
        for (String answer : List.of("", "<html>", "ffff", "0009NAK\n", "0008NAK\nPACK\0\0\0\2\0\0\0\1\uffff")) {
            server.on(PATH + "/git-upload-pack", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(LoopbackGit.bytes(answer));
            });

            assertThat(refusal(repositories, git.url(), "").reason()).as(answer).isEqualTo(Reason.UNAVAILABLE);
        }
        server.on("/org/odd.git/info/refs", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(LoopbackGit.bytes("001e# service=git-upload-pack\n0000zzzz"));
        });
        assertThat(refusal(repositories, server.url("/org/odd.git"), "").reason())
                .isIn(Reason.UNAVAILABLE, Reason.ABSENT);
    }

    @Test
    void commitThatTheServerDoesNotHave_isAbsent() throws Exception {
        String commit = "0123456789012345678901234567890123456789";
        git.commit(Map.of("a.yaml", "1"));
        server.on(PATH + "/git-upload-pack", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
            exchange.sendResponseHeaders(200, 0);
            // in the words of Git itself; 4 for the length, which counts too
            String error = "ERR upload-pack: not our ref " + commit;
            exchange.getResponseBody().write(LoopbackGit.bytes("%04x%s".formatted(error.length() + 4, error)));
        });

        assertThat(refusal(repositories(), git.url(), commit).reason()).isEqualTo(Reason.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "git://localhost/org/repo.git",
                "ssh://git@localhost/org/repo.git",
                "git@localhost:org/repo.git",
                "/etc",
                "ext::sh -c touch",
                "http://127.0.0.2:1/org/repo.git"
            })
    void addressThatIsNotHttps_isRefused(String url) {
        assertThat(refusal(repositories(), url, "").reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void redirect_outOfTheRules_isRefused() throws Exception {
        git.commit(Map.of("a.yaml", "1"));
        server.on("/moved.git/info/refs", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", "http://169.254.169.254/org/repo.git/info/refs?service=git-upload-pack");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(refusal(repositories(), server.url("/moved.git"), "").reason())
                .isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void redirect_withinTheRules_isFollowed() throws Exception {
        git.commit(Map.of("a.yaml", "1"));
        server.on("/moved.git/info/refs", exchange -> {
            exchange.getResponseHeaders().add("Location", git.url() + "/info/refs?service=git-upload-pack");
            exchange.sendResponseHeaders(302, -1);
        });

        SourceTree tree = repositories().tree(server.url("/moved.git"), "", true, LONG);

        assertThat(text(tree, "a.yaml")).isEqualTo("1");
    }

    @Test
    void submodules_areRefusedUnlessTheyAreNotWanted() throws Exception {
        git.commit(Map.of(
                "a.yaml", "1", ".gitmodules", "[submodule \"a\"]\n\tpath = a\n\turl = http://169.254.169.254/\n"));
        GitRepositories repositories = repositories();

        Refusal<?> refusal = refusal(repositories, git.url(), "");

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(refusal.why()).contains("submodules");
        assertThat(text(repositories.tree(git.url(), "", false, LONG), "a.yaml"))
                .isEqualTo("1");
    }

    @Test
    void filtersAndHooks_doNotRun() throws Exception {
        git.commit(Map.of(
                ".gitattributes",
                "*.yaml filter=evil\n",
                ".git-hooks/post-checkout",
                "#!/bin/sh\ntouch /tmp/never\n",
                "a.yaml",
                "as it is"));

        assertThat(read(repositories(), "main")).isEqualTo("as it is");
    }

    @Test
    void repositoryOverTheLimit_isRefused() throws Exception {
        byte[] noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);
        git.commit(Map.of("a.bin", new String(noise, StandardCharsets.ISO_8859_1)));

        assertThat(refusal(repositories(), git.url(), "").reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void objectOverTheLimit_isRefusedHoweverSmallItIsPacked() throws Exception {
        git.commit(Map.of("a.txt", "0".repeat((1 << 20) + 1)));

        Refusal<?> refusal = refusal(repositories(), git.url(), "");

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal.why()).contains("a file of more than 1 MiB");
    }

    @Test
    void tooManyObjects_areRefused() throws Exception {
        Map<String, String> files = new java.util.HashMap<>();
        for (int i = 0; i < 1_100; i++) {
            files.put("f" + i, "content " + i);
        }
        git.commit(files);

        Refusal<?> refusal = refusal(repositories(), git.url(), "");

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal.why()).contains("1000 objects");
    }

    @Test
    void brokenAnswer_isUnavailableAndTriedAgain() throws Exception {
        git.commit(Map.of("a.yaml", "1"));
        GitRepositories repositories = repositories();
        server.on(PATH + "/git-upload-pack", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(LoopbackGit.bytes("0008NAK\nPACK"));
        });
        assertThat(refusal(repositories, git.url(), "").reason()).isEqualTo(Reason.UNAVAILABLE);

        LoopbackGit again = git;
        server.on(PATH + "/git-upload-pack", again::upload);

        assertThat(read(repositories, "main")).isEqualTo("1");
    }

    @Test
    void cache_staysWithinItsSize() throws Exception {
        byte[] noise = new byte[700 << 10];
        FetchLimits small = Loopback.limits().withCache(1 << 20);
        GitRepositories repositories = repositories(small);
        new Random(2).nextBytes(noise);
        git.commit(Map.of("a.bin", new String(noise, StandardCharsets.ISO_8859_1).substring(0, 600 << 10)));
        repositories.tree(git.url(), "main", true, LONG);
        LoopbackGit other = LoopbackGit.serve(server, work.resolve("other"), "/org/other.git");
        other.commit(Map.of("b.bin", new String(noise, StandardCharsets.ISO_8859_1).substring(100 << 10)));
        now = now.plusSeconds(1);

        repositories.tree(other.url(), "main", true, LONG);

        assertThat(size(cache)).isLessThan(1 << 20);
        try (Stream<Path> entries = Files.list(cache)) {
            assertThat(entries).hasSize(1);
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private GitRepositories repositories() {
        return repositories(Loopback.limits());
    }

    private GitRepositories repositories(FetchLimits limits) {
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        OutsideClient client = new OutsideClient(AllowedHosts.of(List.of(server.authority())), Loopback.REACH, limits);
        return new GitRepositories(client, new CacheFolder(cache, limits.cache(), clock), limits, clock);
    }

    private String read(GitRepositories repositories, String ref) throws FetchException, SourceException {
        return text(repositories.tree(git.url(), ref, true, LONG), "a.yaml");
    }

    private static String text(SourceTree tree, String path) throws SourceException {
        return new String(tree.read(new SourcePath(path)), StandardCharsets.UTF_8);
    }

    private static Refusal<?> refusal(GitRepositories repositories, String url, String ref) {
        return catchThrowableOfType(FetchException.class, () -> repositories.tree(url, ref, true, LONG))
                .refusal();
    }
}
