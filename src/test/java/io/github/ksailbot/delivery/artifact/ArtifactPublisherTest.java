package io.github.ksailbot.delivery.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ksailbot.delivery.artifact.Publication.Outcome;
import io.github.ksailbot.delivery.registry.Blob;
import io.github.ksailbot.delivery.registry.Credentials;
import io.github.ksailbot.delivery.registry.Descriptor;
import io.github.ksailbot.delivery.registry.Manifest;
import io.github.ksailbot.delivery.registry.RegistryException;
import io.github.ksailbot.delivery.registry.RegistryHost;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.registry.RegistryAccess;
import io.github.ksailbot.sandbox.registry.RegistryFault;
import io.github.ksailbot.sandbox.registry.RegistryFault.Answer;
import io.github.ksailbot.sandbox.registry.RegistryRequest;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactPublisherTest {
    private static final String FIRST = "1".repeat(40);
    private static final String SECOND = "2".repeat(40);
    private static final String THIRD = "3".repeat(40);
    private static final String REPOSITORY = "acme/app";
    private static final String USER = "bot";
    private static final String PASSWORD = "password";

    /** The branch: FIRST, then SECOND, then THIRD. */
    private static final BranchHistory HISTORY =
            (older, newer) -> isOnBranch(older) && isOnBranch(newer) && older.compareTo(newer) <= 0;

    @TempDir
    Path temporary;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final List<String> told = new ArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private Duration waited = Duration.ZERO;
    private SandboxRegistry registry = SandboxRegistry.start();
    private @Nullable Credentials credentials;

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void push_toAnEmptyRepository() throws Exception {
        Publication publication = publish(FIRST, "one");

        String digest = registry.digest(REPOSITORY, "dev").orElseThrow();
        assertThat(publication.outcome()).isEqualTo(Outcome.PUSHED);
        assertThat(publication.digest()).isEqualTo(digest);
        assertThat(publication.revision()).isEqualTo("main@sha1:" + FIRST);
        assertThat(publication.tags()).containsExactly("sha-" + FIRST, "dev");
        assertThat(publication.requests()).isEqualTo(registry.requests().size());
        assertThat(registry.tags(REPOSITORY)).containsExactly("dev", "sha-" + FIRST);
        assertThat(puts()).containsExactly("/manifests/sha-" + FIRST, "/manifests/dev");
        JsonNode manifest = manifest("dev");
        assertThat(manifest.path("config").path("mediaType").asText())
                .isEqualTo("application/vnd.cncf.flux.config.v1+json");
        assertThat(manifest.path("layers")).hasSize(1);
        assertThat(manifest.path("layers").path(0).path("mediaType").asText())
                .isEqualTo("application/vnd.cncf.flux.content.v1.tar+gzip");
        assertThat(manifest.path("annotations").toString())
                .isEqualTo("{\"org.opencontainers.image.created\":\"2025-12-31T23:59:59Z\","
                        + "\"org.opencontainers.image.revision\":\"main@sha1:" + FIRST + "\","
                        + "\"org.opencontainers.image.source\":\"https://github.com/acme/app\","
                        + "\"org.opencontainers.image.title\":\"acme/app\"}");
        byte[] layer = registry.blob(
                        REPOSITORY,
                        manifest.path("layers").path(0).path("digest").asText())
                .orElseThrow();
        assertThat(Unpacked.of(new ByteArrayInputStream(layer)).names()).containsExactly("app.yaml");
    }

    @Test
    void push_forArgoCd() throws Exception {
        publish(FIRST, "one", ArtifactForm.ARGO_CD, HISTORY, PushOptions.NONE);

        JsonNode manifest = manifest("dev");
        assertThat(manifest.path("config").path("mediaType").asText())
                .isEqualTo("application/vnd.oci.image.config.v1+json");
        assertThat(manifest.path("layers").path(0).path("mediaType").asText())
                .isEqualTo("application/vnd.oci.image.layer.v1.tar+gzip");
    }

    @Test
    void push_ofTheSameContent_sendsNothing() throws Exception {
        Publication first = publish(FIRST, "one");
        registry.forgetRequests();

        Publication again = publish(SECOND, "one");

        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.revision()).isEqualTo("main@sha1:" + FIRST);
        assertThat(again.tags()).isEmpty();
        assertThat(again.bytesSent()).isZero();
        assertThat(registry.requests())
                .extracting(RegistryRequest::toString)
                .containsExactly("GET /v2/acme/app/manifests/dev");
    }

    @Test
    void push_ofTheSameContent_withTokens_takesThreeRequests() throws Exception {
        registry.close();
        registry =
                SandboxRegistry.start(0, new RegistryAccess.Tokens(USER, PASSWORD, Duration.ofMinutes(5), true), clock);
        credentials = new Credentials(USER, Secret.of(PASSWORD));
        publish(FIRST, "one");
        registry.forgetRequests();

        assertThat(publish(FIRST, "one").requests()).isEqualTo(3);
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void push_ofOtherContent_movesTheTag_andKeepsTheOldOne() throws Exception {
        Publication first = publish(FIRST, "one");
        Publication second = publish(SECOND, "two");

        assertThat(registry.digest(REPOSITORY, "dev")).contains(second.digest());
        assertThat(registry.digest(REPOSITORY, "sha-" + FIRST)).contains(first.digest());
        assertThat(registry.digest(REPOSITORY, "sha-" + SECOND)).contains(second.digest());
    }

    @Test
    void push_ofAnOlderCommit_doesNotMoveTheTagBack() throws Exception {
        Publication second = publish(SECOND, "two");
        registry.forgetRequests();

        Publication late = publish(FIRST, "one");

        assertThat(late.outcome()).isEqualTo(Outcome.OUTDATED);
        assertThat(late.digest()).isEqualTo(second.digest());
        assertThat(late.revision()).isEqualTo("main@sha1:" + SECOND);
        assertThat(registry.digest(REPOSITORY, "dev")).contains(second.digest());
        assertThat(registry.requests()).hasSize(1);
    }

    /** SECOND takes FIRST's change back, so that nothing is pushed for it; THIRD is not there yet. */
    @Test
    void push_ofACommitBeforeOneThatNeededNoPush_doesNotMoveTheTag() throws Exception {
        Publication before = publish(FIRST, "one");
        BranchHistory history = new BranchHistory() {
            @Override
            public boolean isAncestor(String older, String newer) throws IOException {
                return HISTORY.isAncestor(older, newer);
            }

            @Override
            public Optional<String> newest() {
                return Optional.of(THIRD);
            }
        };

        Publication late = publish(SECOND, "two", ArtifactForm.FLUX, history, PushOptions.NONE);

        assertThat(late.outcome()).isEqualTo(Outcome.OUTDATED);
        assertThat(registry.digest(REPOSITORY, "dev")).contains(before.digest());
    }

    @Test
    void push_overSomethingOfAnotherOrigin_movesTheTag() throws Exception {
        for (String revision : List.of("", "v1.2.3", "other@sha1:" + "f".repeat(40))) {
            registry.put(
                    REPOSITORY, "dev", Manifest.MEDIA_TYPE, foreign(revision).bytes());

            assertThat(publish(FIRST, "one").outcome()).as(revision).isEqualTo(Outcome.PUSHED);
        }
    }

    @Test
    void tag_isMovedByANewerCommitInBetween() throws Exception {
        RegistryTarget target = target();
        try (PackedArtifact older = pack("one", ArtifactForm.FLUX)) {
            Publication late = publisher()
                    .publish(
                            target,
                            older,
                            revision(FIRST),
                            HISTORY,
                            new PushOptions((repository, digest, revision) -> {
                                // The last moment before the tag is looked up again.
                                overtake();
                                return List.of();
                            }),
                            told::add,
                            cancelled::get);

            assertThat(late.outcome()).isEqualTo(Outcome.OUTDATED);
            assertThat(late.revision()).isEqualTo("main@sha1:" + SECOND);
            assertThat(registry.digest(REPOSITORY, "dev")).contains(late.digest());
        }
    }

    @Test
    void tag_isMovedBetweenTheLastLookAndTheMove_whereTheRegistryHoldsToConditions() throws Exception {
        registry.close();
        registry = SandboxRegistry.conditional();
        publish(FIRST, "zero");
        AtomicBoolean isOvertaken = new AtomicBoolean();
        registry.faults()
                .next(
                        1,
                        request -> {
                            if (request.method().equals("PUT")
                                    && request.path().endsWith("/manifests/dev")
                                    && isOvertaken.compareAndSet(false, true)) {
                                registry.put(
                                        REPOSITORY,
                                        "dev",
                                        Manifest.MEDIA_TYPE,
                                        foreign("main@sha1:" + THIRD).bytes());
                            }
                            return false;
                        },
                        new RegistryFault.CutBefore());

        Publication late = publish(SECOND, "two");

        assertThat(isOvertaken).isTrue();
        assertThat(late.outcome()).isEqualTo(Outcome.OUTDATED);
        assertThat(manifest("dev").toString()).contains(THIRD);
    }

    @Test
    void twoMerges_inEitherOrder_endWithTheSecond() throws Exception {
        for (List<String> order : List.of(List.of(FIRST, SECOND), List.of(SECOND, FIRST))) {
            registry.close();
            registry = SandboxRegistry.start();
            for (String commit : order) {
                publish(commit, "content of " + commit);
            }
            assertThat(manifest("dev").toString()).as("%s", order).contains("main@sha1:" + SECOND);
        }
    }

    @Test
    void environments_thatShareARepository_keepTheirArtifactsApart() throws Exception {
        publish(FIRST, "one");
        Publication other;
        try (PackedArtifact artifact = pack("other directory", ArtifactForm.FLUX)) {
            other = publisher()
                    .publish(
                            target().withTag("prod"),
                            artifact,
                            revision(FIRST),
                            HISTORY,
                            PushOptions.NONE,
                            told::add,
                            cancelled::get);
        }

        assertThat(other.tags()).hasSize(2).first().asString().matches("sha-1{40}-[0-9a-f]{12}");
        assertThat(registry.digest(REPOSITORY, other.tags().get(0))).contains(other.digest());
        assertThat(registry.digest(REPOSITORY, "sha-" + FIRST)).isNotEqualTo(Optional.of(other.digest()));
    }

    /** Environments that deliver the same directory to repositories of their own. */
    @Test
    void contentOfAnotherRepository_isMountedFromThere_afterAPushAsAfterOneThatNeededNone() throws Exception {
        publish(FIRST, "one");
        ArtifactPublisher publisher = publisher();
        assertThat(publish(publisher, target(), "one").outcome()).isEqualTo(Outcome.UNCHANGED);
        registry.forgetRequests();

        assertThat(publish(publisher, other("acme/prod", credentials), "one").outcome())
                .isEqualTo(Outcome.PUSHED);
        assertThat(publish(publisher, other("acme/test", credentials), "one").outcome())
                .isEqualTo(Outcome.PUSHED);

        assertThat(registry.requests())
                .filteredOn(request -> request.method().equals("POST"))
                .extracting(request -> request.path() + "?" + request.query().replaceFirst("mount=[^&]+", "mount="))
                .containsExactly(
                        "/v2/acme/prod/blobs/uploads/?mount=&from=acme%2Fapp",
                        "/v2/acme/prod/blobs/uploads/?mount=&from=acme%2Fapp",
                        "/v2/acme/test/blobs/uploads/?mount=&from=acme%2Fprod",
                        "/v2/acme/test/blobs/uploads/?mount=&from=acme%2Fprod");
        assertThat(registry.requests())
                .as("nothing is sent")
                .noneMatch(request ->
                        request.method().equals("PUT") && request.path().contains("/blobs/"));
        try (PackedArtifact artifact = pack("one", ArtifactForm.FLUX)) {
            assertThat(registry.blob("acme/test", artifact.contentDigest())).isPresent();
        }
    }

    @Test
    void contentOfAnotherRepository_isSentWhereThatIsNotToBeHad() throws Exception {
        ArtifactPublisher publisher = publisher();
        publish(publisher, target(), "one");
        registry.faults()
                .next(1, request -> request.query().startsWith("mount="), RegistryFault.Answer.of(403, "DENIED"));
        // The config's mount is denied; the layer has gone from there since.
        int port = registry.port();
        assertThat(publish(publisher, other("acme/prod", credentials), "one").outcome())
                .isEqualTo(Outcome.PUSHED);
        registry.close();
        registry = SandboxRegistry.start(port, new RegistryAccess.Open());

        Publication publication = publish(publisher, other("acme/test", credentials), "one");

        assertThat(publication.outcome()).isEqualTo(Outcome.PUSHED);
        try (PackedArtifact artifact = pack("one", ArtifactForm.FLUX)) {
            assertThat(publication.bytesSent()).isGreaterThan(artifact.size());
            assertThat(registry.blob("acme/test", artifact.contentDigest())).isPresent();
        }
    }

    @Test
    void contentThatSomebodyElsePushed_isNotAskedFor() throws Exception {
        ArtifactPublisher publisher = publisher();
        publish(publisher, target(), "one");
        registry.forgetRequests();

        publish(publisher, other("acme/prod", new Credentials("bot", Secret.of("secret"))), "one");
        publish(
                publisher,
                new RegistryTarget(new RegistryHost("localhost", registry.port()), "acme/prod", "dev", null),
                "two");

        assertThat(registry.requests()).noneMatch(request -> request.query().contains("mount="));
    }

    private RegistryTarget other(String repository, @Nullable Credentials who) {
        return new RegistryTarget(target().host(), repository, "prod", who);
    }

    private Publication publish(ArtifactPublisher publisher, RegistryTarget to, String content) throws Exception {
        try (PackedArtifact artifact = pack(content, ArtifactForm.FLUX)) {
            return publisher.publish(
                    to, artifact, revision(FIRST), HISTORY, PushOptions.NONE, told::add, cancelled::get);
        }
    }

    @Test
    void attachments_areThereBeforeTheTagMoves() throws Exception {
        publish(FIRST, "one", ArtifactForm.FLUX, HISTORY, new PushOptions(new Notes()));

        assertThat(puts()).containsExactly("/manifests/sha-" + FIRST, "/manifests/note", "/manifests/dev");
    }

    @Test
    void attachment_isMissingFromUnchangedContent_isMadeUpFor() throws Exception {
        publish(FIRST, "one");
        registry.forgetRequests();

        Publication again = publish(FIRST, "one", ArtifactForm.FLUX, HISTORY, new PushOptions(new Notes()));

        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(puts()).containsExactly("/manifests/note");
    }

    /** Go takes names of JSON fields for the same whatever their case, and the last one counts: it would read other layers. */
    @Test
    void sameContent_inAManifestThatCanBeReadDifferently_isPushedOver_andNeverSigned() throws Exception {
        Publication first = publish(FIRST, "one");
        String written = new String(registry.manifest(REPOSITORY, "dev").orElseThrow(), StandardCharsets.UTF_8);
        byte[] forged =
                (written.substring(0, written.length() - 1) + ",\"LAYERS\":[]}").getBytes(StandardCharsets.UTF_8);
        registry.put(REPOSITORY, "dev", Manifest.MEDIA_TYPE, forged);
        List<String> signed = new ArrayList<>();
        ArtifactAttachment.Source signer = (repository, digest, revision) -> {
            signed.add(digest);
            return List.of();
        };

        Publication again = publish(FIRST, "one", ArtifactForm.FLUX, HISTORY, new PushOptions(signer));

        assertThat(again.outcome()).isEqualTo(Outcome.PUSHED);
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(signed).containsOnly(first.digest());
        assertThat(new String(registry.manifest(REPOSITORY, "dev").orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(written);
    }

    @Test
    void failure_beforeTheTagMoves_leavesItWhereItWas() throws Exception {
        Publication first = publish(FIRST, "one");
        for (String path : List.of("/blobs/uploads/", "/manifests/sha-", "/manifests/dev")) {
            registry.faults()
                    .next(
                            9,
                            request -> request.method().equals("PUT")
                                    && request.path().contains(path),
                            Answer.of(500, "UNKNOWN"));

            assertThatThrownBy(() -> publish(SECOND, "two"))
                    .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.isTransient())
                            .isTrue());
            assertThat(registry.digest(REPOSITORY, "dev")).contains(first.digest());
            registry.faults().clear();
        }
        assertThat(publish(SECOND, "two").outcome()).isEqualTo(Outcome.PUSHED);
    }

    @Test
    void failure_thatPasses_isTriedThreeTimes() throws Exception {
        registry.faults().next("PUT", "/blobs/uploads/", Answer.of(503, "UNAVAILABLE"));
        registry.faults().next("PUT", "/manifests/dev", new Answer(429, Map.of("Retry-After", "20"), ""));

        Publication publication = publish(FIRST, "one");

        assertThat(publication.outcome()).isEqualTo(Outcome.PUSHED);
        assertThat(waited).isEqualTo(Duration.ofSeconds(25));
        assertThat(told)
                .filteredOn(line -> line.startsWith("Attempt"))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("Attempt 1 of 3 failed: Could not push to `127.0.0.1:");
    }

    /** Whatever breaks, and wherever: the same artifact in the end, and a tag that only ever pointed to whole ones. */
    @Test
    void anyFailureThatPasses_atAnyRequest_endsTheSame() throws Exception {
        List<RegistryFault> faults = List.of(
                Answer.of(429, "TOOMANYREQUESTS"),
                Answer.of(500, "UNKNOWN"),
                new RegistryFault.CutBefore(),
                new RegistryFault.CutAfter(),
                new RegistryFault.CutInBody(3),
                new RegistryFault.Truncated(),
                new RegistryFault.TokensExpire());
        for (RegistryFault fault : faults) {
            boolean hit = true;
            // A token that is refused when it is new is not one that has expired: before it there are three requests.
            int first = fault instanceof RegistryFault.TokensExpire ? 4 : 1;
            for (int request = first; hit; request++) {
                restart(new RegistryAccess.Tokens(USER, PASSWORD, Duration.ofMinutes(5), true));
                credentials = new Credentials(USER, Secret.of(PASSWORD));
                String before = publish(FIRST, "one").digest();
                AtomicInteger left = new AtomicInteger(request);
                registry.faults().next(1, any -> left.decrementAndGet() == 0, fault);

                Publication publication = publish(SECOND, "two");

                hit = left.get() <= 0;
                String where = fault + " at request " + request;
                assertThat(publication.outcome()).as(where).isIn(Outcome.PUSHED, Outcome.UNCHANGED);
                assertThat(publication.digest()).as(where).isNotEqualTo(before);
                assertThat(registry.digest(REPOSITORY, "dev")).as(where).contains(publication.digest());
                assertThat(registry.digest(REPOSITORY, "sha-" + SECOND))
                        .as(where)
                        .contains(publication.digest());
                assertWhole(where);
                assertThat(request).as("a push ends").isLessThan(40);
            }
        }
    }

    /** A process that dies between two requests, blobs among them, is followed by one that ends what it began. */
    @Test
    void killBeforeAnyRequest_leavesAWholeTag_andTheNextProcessEndsIt() throws Exception {
        for (int request = 1; ; request++) {
            restart(new RegistryAccess.Open());
            String before = publish(FIRST, "one").digest();
            registry.forgetRequests();
            AtomicInteger left = new AtomicInteger(request);
            // Nothing of a dead process arrives any more, whatever its HTTP client would try again.
            registry.faults()
                    .next(
                            1000,
                            any -> {
                                boolean isDead = left.decrementAndGet() <= 0;
                                cancelled.compareAndSet(false, isDead);
                                return isDead;
                            },
                            new RegistryFault.CutBefore());
            try {
                publish(SECOND, "two");
                assertThat(request).as("requests of a push").isGreaterThan(5);
                return;
            } catch (CancellationException killed) {
                assertThat(registry.digest(REPOSITORY, "dev")).contains(before);
                assertWhole("killed before request " + request);
            }
            cancelled.set(false);
            registry.faults().clear();

            String after = publish(SECOND, "two").digest();

            assertThat(registry.digest(REPOSITORY, "dev")).contains(after);
            assertThat(registry.tags(REPOSITORY)).containsExactly("dev", "sha-" + FIRST, "sha-" + SECOND);
        }
    }

    /** Environments with different engines, pushed by one process at the same time. */
    @Test
    void twoArtifactsOfOneCommit_pushedAtOnce_keepATagEach() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                restart(new RegistryAccess.Open());
                ArtifactPublisher publisher = publisher();
                CyclicBarrier start = new CyclicBarrier(2);
                List<Callable<String>> pushes = new ArrayList<>();
                for (ArtifactForm form : ArtifactForm.values()) {
                    pushes.add(() -> {
                        try (PackedArtifact artifact = pack("one", form)) {
                            start.await();
                            return publisher
                                    .publish(
                                            target().withTag(form.name().toLowerCase(Locale.ROOT)),
                                            artifact,
                                            revision(FIRST),
                                            HISTORY,
                                            PushOptions.NONE,
                                            line -> {},
                                            () -> false)
                                    .digest();
                        }
                    });
                }
                List<String> pushed = new ArrayList<>();
                for (Future<String> one : threads.invokeAll(pushes)) {
                    pushed.add(one.get());
                }
                assertThat(registry.tags(REPOSITORY).stream()
                                .filter(tag -> tag.startsWith("sha-"))
                                .map(tag -> registry.digest(REPOSITORY, tag).orElseThrow()))
                        .as("round " + round)
                        .containsExactlyInAnyOrderElementsOf(pushed);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void restart(RegistryAccess access) {
        registry.close();
        registry = SandboxRegistry.start(0, access, clock);
    }

    /** What the tag points to is there, to the last blob. */
    private void assertWhole(String where) throws IOException {
        JsonNode manifest = manifest("dev");
        List<String> digests = new ArrayList<>(manifest.findValuesAsText("digest"));
        assertThat(digests).as(where).hasSize(2);
        for (String digest : digests) {
            assertThat(registry.blob(REPOSITORY, digest)).as(where).isPresent();
        }
    }

    @Test
    void failure_thatStays_isNotTriedAgain() {
        registry.faults().next("PUT", "/manifests/", Answer.of(403, "DENIED"));

        assertThatThrownBy(() -> publish(FIRST, "one"))
                .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.kind())
                        .isEqualTo(RegistryException.Kind.ACCESS_DENIED));
        assertThat(waited).isZero();
    }

    @Test
    void answer_toTheMoveIsLost_isFoundToBeDone() throws Exception {
        registry.faults().next("PUT", "/manifests/dev", new RegistryFault.CutAfter());

        Publication publication = publish(FIRST, "one");

        assertThat(publication.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(registry.digest(REPOSITORY, "dev")).contains(publication.digest());
    }

    @Test
    void cancellation_leavesTheTagWhereItWas() throws Exception {
        registry.faults()
                .next(
                        1,
                        request -> {
                            cancelled.compareAndSet(false, request.path().contains("/manifests/sha-"));
                            return false;
                        },
                        new RegistryFault.CutBefore());

        assertThatThrownBy(() -> publish(FIRST, "one")).isInstanceOf(CancellationException.class);
        assertThat(registry.digest(REPOSITORY, "dev")).isEmpty();
    }

    private void overtake() {
        try (PackedArtifact newer = pack("two", ArtifactForm.FLUX)) {
            publisher()
                    .publish(target(), newer, revision(SECOND), HISTORY, PushOptions.NONE, told::add, cancelled::get);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Publication publish(String commit, String content) throws Exception {
        return publish(commit, content, ArtifactForm.FLUX, HISTORY, PushOptions.NONE);
    }

    private Publication publish(
            String commit, String content, ArtifactForm form, BranchHistory history, PushOptions options)
            throws Exception {
        try (PackedArtifact artifact = pack(content, form)) {
            return publisher()
                    .publish(target(), artifact, revision(commit), history, options, told::add, cancelled::get);
        }
    }

    private PackedArtifact pack(String content, ArtifactForm form) throws Exception {
        MemorySourceTree tree = MemorySourceTree.of(Map.of("k8s/app.yaml", content));
        return new ArtifactPacker(ArtifactLimits.DEFAULT, temporary).pack(tree, new SourcePath("k8s"), form);
    }

    private ArtifactPublisher publisher() throws Exception {
        return new ArtifactPublisher(
                new RegistryHttp(RegistryOptions.DEFAULT), clock, duration -> waited = waited.plus(duration));
    }

    private RegistryTarget target() {
        return new RegistryTarget(new RegistryHost("127.0.0.1", registry.port()), REPOSITORY, "dev", credentials);
    }

    private static ArtifactRevision revision(String commit) {
        return new ArtifactRevision(
                "https://github.com/acme/app", "main", commit, Instant.parse("2025-12-31T23:59:59Z"), "acme/app");
    }

    private static boolean isOnBranch(String commit) {
        return List.of(FIRST, SECOND, THIRD).contains(commit);
    }

    /** Paths of manifests that were put, in order, behind the repository. */
    private List<String> puts() {
        return registry.requests().stream()
                .filter(request ->
                        request.method().equals("PUT") && request.path().contains("/manifests/"))
                .map(request -> request.path().substring(request.path().indexOf("/manifests/")))
                .toList();
    }

    private JsonNode manifest(String tag) throws IOException {
        return new JsonMapper().readTree(registry.manifest(REPOSITORY, tag).orElseThrow());
    }

    /** Without layers, so that nothing has to be there. */
    private static Manifest foreign(String revision) {
        return new Manifest(
                new Descriptor("application/vnd.oci.empty.v1+json", "none", 2, new TreeMap<>()),
                List.of(),
                new TreeMap<>(revision.isEmpty() ? Map.of() : Map.of(ArtifactRevision.REVISION, revision)));
    }

    private static final class Notes implements ArtifactAttachment.Source {
        @Override
        public List<ArtifactAttachment> of(String repository, String digest, ArtifactRevision revision) {
            Blob note = Blob.of("a note".getBytes(StandardCharsets.UTF_8));
            Manifest manifest = new Manifest(Descriptor.of("text/plain", note), List.of(), new TreeMap<>());
            return List.of(new ArtifactAttachment("note", manifest, List.of(note)));
        }
    }
}
