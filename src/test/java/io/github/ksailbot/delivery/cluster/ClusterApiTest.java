package io.github.ksailbot.delivery.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterApiTest {
    private static final ClusterLimits SMALL_PAGES =
            new ClusterLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20, 1000, 2);

    @TempDir
    Path directory;

    private SandboxCluster cluster;
    private MountedClusters clusters;
    private ClusterApi api;

    @BeforeEach
    void connect() throws Exception {
        cluster = SandboxCluster.start();
        Path file = Files.writeString(directory.resolve("config"), cluster.kubeconfig("prod"));
        clusters = mounted(Map.of("prod", MountedCluster.file(file)), SMALL_PAGES);
        api = clusters.open(new ClusterRef("", "prod"), "acme/fleet");
    }

    @AfterEach
    void disconnect() {
        api.close();
        clusters.close();
        cluster.close();
    }

    /** Which do not wait before they ask again. */
    private static MountedClusters mounted(Map<String, MountedCluster> known, ClusterLimits limits) {
        return new MountedClusters(known, limits, InCluster.ofThisProcess(), pause -> {});
    }

    private void kustomization(String name) {
        cluster.apply("""
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: %s, namespace: flux-system}
            spec: {interval: 1m, prune: true, path: ./, sourceRef: {kind: OCIRepository, name: flux-system}}
            """.formatted(name));
    }

    private static ObjectNode annotation(String value) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("annotations").put("a", value);
        return patch;
    }

    @Test
    void list_goesThroughAllPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            kustomization("k" + i);
        }
        assertThat(api.list(ResourceType.KUSTOMIZATION, "").items())
                .extracting(KubernetesObject::name)
                .containsExactly("k0", "k1", "k2", "k3", "k4");
        assertThat(cluster.requests().stream()
                        .filter(request -> request.method().equals("GET")))
                .hasSize(3);
    }

    @Test
    void unknownKindAndObject_areNotFound() throws Exception {
        assertThat(api.get(ResourceType.KUSTOMIZATION, "flux-system", "../../secrets"))
                .isNull();
        ResourceType unknown = ResourceType.namespaced("nobody.example", "v1", "things", "Thing");
        assertThatThrownBy(() -> api.list(unknown, ""))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isNotFound()).isTrue());
    }

    @Test
    void mergePatch_changesWhatItNames_withoutReadingFirst() throws Exception {
        kustomization("k");
        cluster.forgetRequests();
        KubernetesObject patched = api.mergePatch(ResourceType.KUSTOMIZATION, "flux-system", "k", annotation("1"));
        assertThat(patched.annotation("a")).isEqualTo("1");
        assertThat(patched.text("spec", "path")).isEqualTo("./");
        assertThat(cluster.requests()).hasSize(1);
    }

    @Test
    void busyServer_isAskedAgain() throws Exception {
        kustomization("k");
        cluster.faults().next("PATCH", ".*kustomizations/k.*", Fault.tooManyRequests(Duration.ZERO));
        cluster.faults().next("PATCH", ".*kustomizations/k.*", Fault.status(500));
        cluster.faults().next("PATCH", ".*kustomizations/k.*", new Fault.Reset());
        cluster.faults().next("GET", ".*kustomizations.*", Fault.status(503));
        cluster.faults().next("GET", ".*kustomizations.*", new Fault.Truncated(20));

        assertThat(api.mergePatch(ResourceType.KUSTOMIZATION, "flux-system", "k", annotation("2"))
                        .annotation("a"))
                .isEqualTo("2");
        assertThat(api.list(ResourceType.KUSTOMIZATION, "flux-system").items()).hasSize(1);
    }

    @Test
    void serverThatStaysBusy_isAnError_andSoIsARefusal() throws Exception {
        cluster.faults().next("GET", ".*kustomizations.*", 20, Fault.status(503));
        assertThatThrownBy(() -> api.list(ResourceType.KUSTOMIZATION, ""))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.status()).isEqualTo(503);
                    assertThat(e.isTransient()).isTrue();
                });
        assertThatThrownBy(() -> api.mergePatch(ResourceType.KUSTOMIZATION, "flux-system", "none", annotation("x")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isTransient()).isFalse());
    }

    @Test
    void serverThatIsTooSlow_isGivenUp_andAskedAgain() throws Exception {
        kustomization("k");
        ClusterLimits brief = new ClusterLimits(Duration.ofSeconds(10), Duration.ofMillis(300), 1 << 20, 50, 50);
        Path file = Files.writeString(directory.resolve("brief"), cluster.kubeconfig("prod"));
        try (MountedClusters own = mounted(Map.of("prod", MountedCluster.file(file)), brief);
                ClusterApi mine = own.open(new ClusterRef("", "prod"), "acme/fleet")) {
            cluster.faults().next("GET", ".*kustomizations.*", new Fault.Held());
            try {
                assertThat(mine.list(ResourceType.KUSTOMIZATION, "flux-system").items())
                        .hasSize(1);
            } finally {
                cluster.faults().letGo();
            }
        }
    }

    @Test
    void answerOverTheLimit_isAnError_notAnOutOfMemory() throws Exception {
        cluster.apply("""
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: big, namespace: flux-system, annotations: {big: "%s"}}
            spec: {interval: 1m, prune: true, path: ./, sourceRef: {kind: OCIRepository, name: flux-system}}
            """.formatted("x".repeat(2 << 20)));
        assertThatThrownBy(() -> api.list(ResourceType.KUSTOMIZATION, ""))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.reason()).isEqualTo("TooLarge"));
    }

    @Test
    void revokedToken_isRefused_andANewOneInTheFileIsTakenUp() throws Exception {
        String first = cluster.users().issueServiceAccount("bots", "bot");
        Path file = Files.writeString(directory.resolve("other"), cluster.kubeconfig("bot", first));
        cluster.apply("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: bot}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: ServiceAccount, name: bot, namespace: bots}]
            """);
        ClusterRef bot = new ClusterRef("", "bot");
        try (MountedClusters own = mounted(Map.of("bot", MountedCluster.file(file)), SMALL_PAGES)) {
            try (ClusterApi mine = own.open(bot, "")) {
                cluster.users().revoke(first);
                assertThatThrownBy(() -> mine.list(ResourceType.KUSTOMIZATION, ""))
                        .isInstanceOfSatisfying(
                                ApiException.class, e -> assertThat(e.status()).isEqualTo(401));
                Files.writeString(
                        file, cluster.kubeconfig("bot", cluster.users().issueServiceAccount("bots", "bot")));
                try (ClusterApi renewed = own.open(bot, "")) {
                    int status = statusOf(() -> renewed.list(ResourceType.KUSTOMIZATION, ""));
                    assertThat(status).isNotEqualTo(401);
                }
            }
        }
    }

    private interface Call {
        void make() throws ApiException;
    }

    private static int statusOf(Call call) {
        try {
            call.make();
            return 200;
        } catch (ApiException e) {
            return e.status();
        }
    }

    @Test
    void secureServer_isTrustedByItsOwnAuthorityOnly() throws Exception {
        try (SandboxCluster secure = SandboxCluster.startSecure(Clock.systemUTC())) {
            Path file = Files.writeString(directory.resolve("secure"), secure.kubeconfig("secure"));
            Path bare = Files.writeString(
                    directory.resolve("bare"),
                    secure.kubeconfig("bare").replaceAll("(?m)^.*certificate-authority-data:.*$\\R?", ""));
            Map<String, MountedCluster> known =
                    Map.of("secure", MountedCluster.file(file), "bare", MountedCluster.file(bare));
            try (MountedClusters own = mounted(known, SMALL_PAGES);
                    ClusterApi trusted = own.open(new ClusterRef("", "secure"), "");
                    ClusterApi untrusted = own.open(new ClusterRef("", "bare"), "")) {
                assertThat(trusted.list(ResourceType.KUSTOMIZATION, "").items()).isEmpty();
                assertThat(statusOf(() -> untrusted.list(ResourceType.KUSTOMIZATION, "")))
                        .isEqualTo(ApiException.NO_ANSWER);
            }
        }
    }

    /** Keeps a kind up to date until something is so. */
    private void until(WatchedType type, BlockingQueue<Runnable> events, BooleanSupplier so) throws Exception {
        while (!so.getAsBoolean()) {
            type.refresh();
            Runnable event = events.poll(50, TimeUnit.MILLISECONDS);
            if (event != null) {
                event.run();
            }
        }
    }

    private static boolean names(WatchedType type, String... names) {
        return type.objects().stream().map(KubernetesObject::name).toList().equals(java.util.List.of(names));
    }

    @Test
    void watchedKind_followsTheCluster_throughEverythingThatBreaksAWatch() throws Exception {
        BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
        kustomization("a");
        try (WatchedType type = new WatchedType(
                api, ResourceType.KUSTOMIZATION, "", Clock.systemUTC(), Duration.ofMinutes(10), events::add)) {
            until(type, events, () -> names(type, "a"));
            kustomization("b");
            until(type, events, () -> names(type, "a", "b"));
            cluster.watches().close();
            kustomization("c");
            until(type, events, () -> names(type, "a", "b", "c"));
            cluster.watches().abort();
            cluster.delete("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "flux-system", "a");
            until(type, events, () -> names(type, "b", "c"));
            cluster.faults().next("GET", ".*watch=true.*", Fault.status(500));
            cluster.faults().next("GET", ".*watch=true.*", Fault.tooManyRequests(Duration.ZERO));
            cluster.watches().abort();
            kustomization("d");
            cluster.compact();
            until(type, events, () -> names(type, "b", "c", "d"));
        }
    }

    @Test
    void watchedKind_isListedAgain_inCaseTheWatchHasFallenSilent() throws Exception {
        BlockingQueue<Runnable> deaf = new LinkedBlockingQueue<>();
        kustomization("a");
        try (WatchedType type =
                new WatchedType(api, ResourceType.KUSTOMIZATION, "", Clock.systemUTC(), Duration.ZERO, event -> {})) {
            until(type, deaf, () -> names(type, "a"));
            kustomization("b");
            until(type, deaf, () -> names(type, "a", "b"));
        }
    }
}
