package io.github.ksailbot.endtoend;

import static io.github.ksailbot.endtoend.BotWorld.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.barrier.Barrier;
import io.github.ksailbot.sandbox.barrier.Barrier.Fate;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.rest.Fault;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.fault.RecordedRequest;
import io.github.ksailbot.sandbox.kubernetes.store.Change;
import io.github.ksailbot.sandbox.registry.RegistryFault;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * kill -9 during a delivery, then a start on the same data. The bot is killed while one of its requests is stopped on its way: what
 * came before has happened, what comes after has not, and whether the request itself still arrives is up to the test.
 */
class DeliveryCrashIT {
    private static final String FLUX = "/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/ocirepositories/";
    private static final String ROOT = "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations/";

    private static final String RELEASE = """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: cache
          namespace: shop
        spec:
          interval: 10m
          chart:
            spec:
              chart: cache
              sourceRef:
                kind: HelmRepository
                name: charts
        """;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static BotWorld world;

    private static int changes;

    private final List<Barrier> barriers = new ArrayList<>();
    private long fluxBefore;
    private long argoBefore;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        world = BotWorld.delivering(
                data,
                Map.of(
                        "KSAIL_BOT_SIGNING_KEY",
                        key(data).toString(),
                        // no process lives long enough to be worth more
                        "JAVA_TOOL_OPTIONS",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
        world.awaitDelivered(world.shop.sha("main"));
    }

    /** What is attached to an artifact is made once too. */
    private static Path key(Path directory) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        return Files.writeString(
                directory.resolve("signing.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        keys.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    @AfterAll
    static void stop() {
        List<String> logs = world.logs();
        world.close();
        assertThat(logs).noneMatch(line -> line.contains(" ERROR "));
    }

    @BeforeEach
    void remember() {
        fluxBefore = cluster("prod").resources().store().revision();
        argoBefore = cluster("local").resources().store().revision();
        cluster("prod").forgetRequests();
    }

    @AfterEach
    void letGo() {
        barriers.forEach(barrier -> barrier.decide(Fate.LOST));
        registry().faults().clear();
        world.gitHub.faults().clear();
        cluster("prod").faults().clear();
        cluster("local").faults().clear();
        assertThat(world.gitHub.contractViolations()).isEmpty();
    }

    /** GitHub does it all the same; nobody is there to be told which number it has. */
    @ParameterizedTest
    @ValueSource(strings = {"/repos/acme/shop/check-runs", "/repos/acme/shop/deployments"})
    void beforeItKnowsWhatItAnnounced(String path) throws Exception {
        SandboxPullRequest pull = change();
        Barrier announced = onGitHub("POST", path, () -> true);
        Merge merge = merge(pull);
        killAt(Fate.DONE, announced);
        assertDeliveredOnce(merge);
    }

    @Test
    void beforeAnythingIsPushed() throws Exception {
        Barrier first = onRegistry("HEAD", "/blobs/", () -> true);
        Merge merge = merge(change());
        killAt(Fate.LOST, first);
        assertThat(registry().tags("acme/shop")).noneMatch(tag -> tag.contains(merge.commit()));
        assertDeliveredOnce(merge);
    }

    /** Both environments share a repository of the registry, to which they push one after the other. */
    @Test
    void betweenTheBlobs() throws Exception {
        registry().forgetRequests();
        Barrier second = onRegistry("POST", "/blobs/uploads/", () -> registry().requests().stream()
                .anyMatch(request ->
                        request.method().equals("PUT") && request.path().contains("/blobs/uploads/")));
        Merge merge = merge(change());
        killAt(Fate.LOST, second);
        assertThat(registry().tags("acme/shop")).noneMatch(tag -> tag.contains(merge.commit()));
        assertDeliveredOnce(merge);
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheTag(Fate fate) throws Exception {
        Barrier tag = onRegistry("PUT", "/manifests/(prod|local)$", () -> true);
        Merge merge = merge(change());
        killAt(fate, tag);
        assertThat(registry().tags("acme/shop")).contains("sha-" + merge.commit());
        assertDeliveredOnce(merge);
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheTrigger(Fate fate) throws Exception {
        Barrier flux = onCluster("prod", "PATCH", "/ocirepositories/", () -> true);
        Barrier argo = onCluster("local", "PATCH", "/applications/", () -> true);
        Merge merge = merge(change());
        killAt(fate, flux, argo);
        world.assertTagsHold(merge.commit());
        assertDeliveredOnce(merge);
    }

    @Test
    void whileItWaits() throws Exception {
        behave(Behaviour.ignored());
        Merge merge = merge(change());
        cluster("prod").await("the trigger", () -> tokens(ROOT).size() == 1, PATIENCE);
        world.kill();
        behave(Behaviour.normal());
        world.fleet().place("prod").flux().restart();
        world.restart();
        assertDeliveredOnce(merge);
    }

    @ParameterizedTest
    @EnumSource
    void whileAReleaseIsSuspended(Fate fate) throws Exception {
        world.fleet()
                .place("prod")
                .flux()
                .script()
                .next("HelmRelease", "shop", "cache", Behaviour.fails("InstallFailed", "timed out"));
        // The first patch suspends it, and the one that is stopped resumes it.
        Barrier resume = onCluster("prod", "PATCH", "/helmreleases/", () -> release()
                .at("/spec/suspend")
                .asBoolean());
        Merge merge = merge(release(fate));
        assertThat(resume.awaitArrival(PATIENCE)).isTrue();
        assertThat(release().at("/metadata/annotations").toString()).contains(merge.commit());
        killAt(fate, resume);
        assertDelivered(merge);
        assertThat(tokens(FLUX)).as("what the source was asked for").hasSize(1);
        assertThat(release().at("/status/history")).as("it was healed").isNotEmpty();
        assertThat(suspensions(merge)).as("times that it was suspended").isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheComment(Fate fate) throws Exception {
        SandboxPullRequest pull = change();
        Barrier comment = onGitHub("POST", "/repos/acme/shop/issues/" + pull.number() + "/comments", () -> true);
        Merge merge = merge(pull);
        killAt(fate, comment);
        assertDeliveredOnce(merge);
    }

    @Test
    void beforeTheCommentSaysHowItEnded() throws Exception {
        SandboxPullRequest pull = change();
        Map<String, String> commit = new HashMap<>();
        Barrier edit = barrier();
        world.gitHub
                .faults()
                .next(
                        1,
                        line -> line.method().equals("PATCH")
                                && line.path().startsWith("/repos/acme/shop/issues/comments/")
                                && commit.containsKey("sha")
                                && areOver(commit.get("sha")),
                        new Fault.Stopped(edit));
        Merge merge = merge(pull);
        commit.put("sha", merge.commit());
        killAt(Fate.LOST, edit);
        assertDeliveredOnce(merge);
    }

    private static boolean areOver(String commit) {
        return world.deliverRuns(commit).size() == 2
                && world.deliverRuns(commit).stream().allMatch(BotWorld::isCompleted);
    }

    private record Merge(SandboxPullRequest pull, String commit) {}

    private static Merge merge(SandboxPullRequest pull) {
        return new Merge(pull, pull.merge());
    }

    /** A judged pull request: what GitHub is asked from here on is about the delivery. */
    private static SandboxPullRequest change() {
        return judged(Map.of("k8s/bases/apps/api/settings.env", "CHANGE=" + ++changes + "\n"));
    }

    private static SandboxPullRequest release(Fate fate) throws IOException {
        String kustomization = Files.readString(
                Path.of("src/sandbox/resources/example-repository" + "/k8s/clusters/prod/kustomization.yaml"));
        return judged(Map.of(
                "k8s/clusters/prod/kustomization.yaml",
                kustomization.replace("  - ../base\n", "  - ../base\n  - cache.yaml\n"),
                "k8s/clusters/prod/cache.yaml",
                // another generation of it, so that it is installed again
                RELEASE.replace("10m", fate == Fate.DONE ? "11m" : "12m")));
    }

    private static SandboxPullRequest judged(Map<String, String> files) {
        int number = ++changes;
        SandboxPullRequest pull =
                world.shop.commit("change-" + number, "Change", files).openPullRequest("Change " + number);
        world.awaitVerdict(pull);
        return pull;
    }

    private Barrier barrier() {
        Barrier barrier = new Barrier();
        barriers.add(barrier);
        return barrier;
    }

    private Barrier onRegistry(String method, String path, BooleanSupplier when) {
        Barrier barrier = barrier();
        registry()
                .faults()
                .next(
                        1,
                        request -> request.method().equals(method)
                                && Pattern.compile(path).matcher(request.path()).find()
                                && when.getAsBoolean(),
                        new RegistryFault.Stopped(barrier));
        return barrier;
    }

    private Barrier onGitHub(String method, String path, BooleanSupplier when) {
        Barrier barrier = barrier();
        world.gitHub
                .faults()
                .next(
                        1,
                        line -> line.method().equals(method) && line.path().equals(path) && when.getAsBoolean(),
                        new Fault.Stopped(barrier));
        return barrier;
    }

    private Barrier onCluster(String environment, String method, String path, BooleanSupplier when) {
        Barrier barrier = barrier();
        cluster(environment)
                .faults()
                .next(method, path, when, new io.github.ksailbot.sandbox.kubernetes.fault.Fault.Stopped(barrier));
        return barrier;
    }

    private static void killAt(Fate fate, Barrier... reached) throws InterruptedException {
        for (Barrier barrier : reached) {
            assertThat(barrier.awaitArrival(PATIENCE)).as("the request comes").isTrue();
        }
        world.kill();
        for (Barrier barrier : reached) {
            barrier.decide(fate);
        }
        world.restart();
    }

    private static SandboxRegistry registry() {
        return world.fleet().registry();
    }

    private static SandboxCluster cluster(String environment) {
        return world.fleet().place(environment).cluster();
    }

    private static void behave(Behaviour behaviour) {
        world.fleet().place("prod").flux().script().always("Kustomization", "flux-system", "flux-system", behaviour);
    }

    private static ObjectNode release() {
        ObjectNode release = cluster("prod").get("helm.toolkit.fluxcd.io/v2", "HelmRelease", "shop", "cache");
        return release == null ? new ObjectMapper().createObjectNode() : release;
    }

    private void assertDeliveredOnce(Merge merge) throws IOException {
        assertDelivered(merge);
        assertThat(tokens(FLUX)).as("what the source was asked for").hasSize(1);
        assertThat(tokens(ROOT)).as("what the root was asked for").hasSize(1);
        assertThat(syncs()).as("operations of Argo CD").hasSize(1);
    }

    private static void assertDelivered(Merge merge) throws IOException {
        world.awaitDelivered(merge.commit());
        world.awaitNotice(merge.pull(), "Delivered to local and prod");
        assertThat(world.deliverRuns(merge.commit())).hasSize(2);
        assertThat(world.deployments(merge.commit())).hasSize(2).allMatch(one -> one.state()
                .equals("success"));
        world.assertTagsHold(merge.commit());
        for (String environment : List.of("local", "prod")) {
            String digest = registry().digest("acme/shop", environment).orElseThrow();
            assertThat(registry().tags("acme/shop"))
                    .contains(digest.replace(':', '-') + ".sig", digest.replace(':', '-') + ".att");
        }
        for (JsonNode object : cluster("prod").resources().store().all().values()) {
            assertThat(object.at("/spec/suspend").asBoolean())
                    .as(() -> "suspended: " + object)
                    .isFalse();
            assertThat(object.at("/metadata/annotations").has("ksail.devantler.tech/suspended-by"))
                    .isFalse();
        }
    }

    /** Of all processes: what the controllers were asked, each token once. */
    private static Set<String> tokens(String path) {
        return cluster("prod").requests().stream()
                .filter(request ->
                        request.method().equals("PATCH") && request.path().startsWith(path) && request.status() == 200)
                .map(DeliveryCrashIT::token)
                .filter(token -> !token.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String token(RecordedRequest request) {
        try {
            return new ObjectMapper()
                    .readTree(request.body())
                    .at("/metadata/annotations/reconcile.fluxcd.io~1requestedAt")
                    .asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of what is delivered now, by the times at which they began. */
    private Set<String> syncs() {
        String digest = registry().digest("acme/shop", "local").orElseThrow();
        return cluster("local").resources().store().since(argoBefore).stream()
                .map(Change::after)
                .filter(Objects::nonNull)
                .map(object -> object.at("/status/operationState"))
                .filter(operation ->
                        operation.at("/syncResult/revision").asText().equals(digest))
                .map(operation -> operation.path("startedAt").asText())
                .collect(Collectors.toSet());
    }

    private long suspensions(Merge merge) {
        return cluster("prod").resources().store().since(fluxBefore).stream()
                .filter(change -> change.before() != null && change.after() != null)
                .filter(change -> !Objects.requireNonNull(change.before())
                                .at("/spec/suspend")
                                .asBoolean()
                        && Objects.requireNonNull(change.after())
                                .at("/spec/suspend")
                                .asBoolean())
                .filter(change -> Objects.requireNonNull(change.after())
                        .at("/metadata/annotations")
                        .toString()
                        .contains(merge.commit()))
                .count();
    }
}
