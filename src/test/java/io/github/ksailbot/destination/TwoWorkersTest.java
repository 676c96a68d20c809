package io.github.ksailbot.destination;

import static io.github.ksailbot.workflow.deliver.DeliveryWorld.A;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.B;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.artifact.ArtifactAttachment;
import io.github.ksailbot.delivery.artifact.ArtifactLimits;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.KubeconfigRules;
import io.github.ksailbot.delivery.cluster.MountedCluster;
import io.github.ksailbot.delivery.cluster.MountedClusters;
import io.github.ksailbot.delivery.registry.ReachableHosts;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.registry.RegistryFault;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.JdbcRegistryLeases;
import io.github.ksailbot.store.TestDatabase;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.deliver.DeclaredEnvironments;
import io.github.ksailbot.workflow.deliver.DeliveryFailedException;
import io.github.ksailbot.workflow.deliver.DeliveryWorld;
import io.github.ksailbot.workflow.deliver.Destination;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Mainline.Head;
import io.github.ksailbot.workflow.deliver.Order;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one database that push to one repository of a registry, in both orders in which they may end. */
@Timeout(60)
class TwoWorkersTest {
    private static final RepositoryRef SHOP = DeliveryWorld.SHOP;
    private static final EnvironmentName PROD = new EnvironmentName("prod");
    private static final EnvironmentName LOCAL = new EnvironmentName("local");

    @TempDir
    Path directory;

    private final SandboxRegistry registry = SandboxRegistry.start();
    private final SandboxCluster cluster = SandboxCluster.start();
    private final Database database = TestDatabase.h2();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    @SuppressWarnings("NullAway.Init") // before each test
    private MountedClusters clusters;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig("prod"));
        clusters = new MountedClusters(
                Map.of("prod", new MountedCluster(file, "", Set.of("acme/*"), KubeconfigRules.STRICT)),
                ClusterLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
        clusters.close();
        cluster.close();
        registry.close();
    }

    /** A process of its own: it shares nothing with another one but the database. */
    private final class Worker {
        private final OperatorDestinations destinations;

        Worker(String name) throws Exception {
            destinations = new OperatorDestinations(
                    new Allowed(Map.of(), Map.of()),
                    ReachableHosts.ANY,
                    clusters,
                    new ArtifactPacker(ArtifactLimits.DEFAULT, Files.createDirectories(directory.resolve(name))),
                    new ArtifactPublisher(new RegistryHttp(RegistryOptions.DEFAULT), Clock.systemUTC(), pause -> {}),
                    new JdbcRegistryLeases(database),
                    ArtifactAttachment.Source.NONE,
                    repository -> URI.create("https://github.com/" + repository.fullName()),
                    Clock.systemUTC());
        }

        Destination.Artifact push(EnvironmentName environment, CommitId commit, PushProgress progress)
                throws Exception {
            return push(environment, commit, progress, () -> false);
        }

        Destination.Artifact push(
                EnvironmentName environment, CommitId commit, PushProgress progress, BooleanSupplier cancelled)
                throws Exception {
            DeliveryWorld.Branch branch = branch(commit);
            Order order = new Order(SHOP, environment, "main", commit, "merge", Order.Kind.MERGE, Set.of(), null, null);
            try (Checkout checkout = branch.open(SHOP, new Head("main", commit));
                    Destination destination = destinations.open(
                            SHOP,
                            DeclaredEnvironments.of(checkout.tree(), destinations)
                                    .find(environment)
                                    .orElseThrow())) {
                Destination.Artifact artifact = destination.push(checkout, order, () -> null, progress, cancelled);
                assertThat(artifact).isNotNull();
                return artifact;
            }
        }
    }

    /** One directory for both environments at each commit, or one each. */
    private DeliveryWorld.Branch branch(CommitId commit) {
        DeliveryWorld.Branch branch = new DeliveryWorld.Branch();
        for (String name : new String[] {"prod", "local"}) {
            branch.files.put("ksail." + name + ".yaml", """
                apiVersion: ksail.io/v1alpha1
                kind: Cluster
                spec:
                  cluster:
                    gitOpsEngine: Flux
                    connection: {context: prod}
                    localRegistry: {registry: "%s/acme/shop:%s"}
                  workload: {sourceDirectory: %s, kustomizationFile: .}
                """.formatted(
                            registry.authority(), shared ? "live" : name, shared ? "k8s" : "k8s/clusters/" + name));
        }
        // C takes B back
        branch.files.put("k8s/app.yaml", "commit: " + (commit.equals(C) ? A : commit) + "\n");
        branch.files.put("k8s/clusters/local/only.yaml", "local: true\n");
        return branch;
    }

    private boolean shared = true;

    /** The next request of a kind hangs on its way. */
    private CountDownLatch held(String method, String path, CountDownLatch release) {
        CountDownLatch arrived = new CountDownLatch(1);
        registry.faults()
                .next(
                        1,
                        request -> {
                            boolean is = request.method().equals(method)
                                    && request.path().endsWith(path);
                            if (is) {
                                arrived.countDown();
                            }
                            return is;
                        },
                        new RegistryFault.Held(release));
        return arrived;
    }

    private static PushProgress heard(String start, CountDownLatch latch) {
        return doing -> {
            if (doing.startsWith(start)) {
                latch.countDown();
            }
        };
    }

    private <T> Future<T> begin(Callable<T> work) {
        return workers.submit(work);
    }

    private String live() {
        return registry.digest("acme/shop", "live").orElseThrow();
    }

    @Test
    void olderOneFirst_theNewerOneEndsLast() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch moving = held("PUT", "/manifests/live", release);
        Worker one = new Worker("one");
        Worker two = new Worker("two");
        Future<Destination.Artifact> older = begin(() -> one.push(PROD, A, PushProgress.NONE));
        moving.await();
        Future<Destination.Artifact> newer = begin(() -> two.push(LOCAL, B, heard("Waiting", waiting)));
        waiting.await();
        assertThat(registry.digest("acme/shop", "live")).isEmpty();
        release.countDown();

        String last = newer.get().digest();
        assertThat(live()).isEqualTo(last).isNotEqualTo(older.get().digest());
    }

    @Test
    void newerOneFirst_theOlderOneMovesNothingBack() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch moving = held("PUT", "/manifests/live", release);
        Worker one = new Worker("one");
        Worker two = new Worker("two");
        Future<Destination.Artifact> newer = begin(() -> two.push(LOCAL, B, PushProgress.NONE));
        moving.await();
        Future<Destination.Artifact> older = begin(() -> one.push(PROD, A, heard("Waiting", waiting)));
        waiting.await();
        release.countDown();

        assertThatThrownBy(older::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(DeliveryFailedException.class)
                .hasMessageContaining("was delivered a newer commit already");
        String last = newer.get().digest();
        assertThat(live()).isEqualTo(last);
    }

    /** It stood still with its request on the wire, for so long that the other one was let in. */
    @Test
    void olderOneThatStoodStill_movesBack_noticesThat_andPutsItRight() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch moving = held("PUT", "/manifests/live", release);
        Worker one = new Worker("one");
        Worker two = new Worker("two");
        Future<Destination.Artifact> older = begin(() -> one.push(PROD, A, PushProgress.NONE));
        moving.await();
        runOut();
        String newer = two.push(LOCAL, B, PushProgress.NONE).digest();
        assertThat(live()).isEqualTo(newer);
        release.countDown();

        assertThatThrownBy(older::get)
                .cause()
                .isInstanceOf(DeliveryFailedException.class)
                .hasMessageContaining("was delivered a newer commit already");
        assertThat(registry.requests())
                .filteredOn(request ->
                        request.method().equals("PUT") && request.path().endsWith("/manifests/live"))
                .hasSize(3);
        assertThat(live()).isEqualTo(newer);
    }

    /** What a newer merge overtakes is cancelled; whoever overtook it does not look at the tag again. */
    @Test
    void olderOneThatStoodStill_putsItRight_alsoWhenItWasCancelled() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch moving = held("PUT", "/manifests/live", release);
        AtomicBoolean overtaken = new AtomicBoolean();
        Worker one = new Worker("one");
        Worker two = new Worker("two");
        Future<Destination.Artifact> older = begin(() -> one.push(PROD, A, PushProgress.NONE, overtaken::get));
        moving.await();
        runOut();
        String newer = two.push(LOCAL, B, PushProgress.NONE).digest();
        overtaken.set(true);
        release.countDown();

        assertThatThrownBy(older::get).isInstanceOf(ExecutionException.class);
        assertThat(registry.requests())
                .filteredOn(request ->
                        request.method().equals("PUT") && request.path().endsWith("/manifests/live"))
                .hasSize(3);
        assertThat(live()).isEqualTo(newer);
    }

    /** No history says which of two commits is newer when a branch was rewritten in between: the one that came later is. */
    @Test
    void oneThatStoodStill_whileTheBranchWasRewritten_givesWay() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch moving = held("PUT", "/manifests/live", release);
        Worker one = new Worker("one");
        Worker two = new Worker("two");
        Future<Destination.Artifact> older = begin(() -> one.push(PROD, A, PushProgress.NONE));
        moving.await();
        runOut();
        String rewritten =
                two.push(LOCAL, new CommitId("d".repeat(40)), PushProgress.NONE).digest();
        release.countDown();

        assertThatThrownBy(older::get).cause().isInstanceOf(DeliveryFailedException.class);
        assertThat(live()).isEqualTo(rewritten);
    }

    /** The other way round there is nothing to put right. */
    @Test
    void newerOneThatStoodStill_staysTheOne() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch moving = held("PUT", "/manifests/live", release);
        Worker one = new Worker("one");
        Worker two = new Worker("two");
        Future<Destination.Artifact> newer = begin(() -> two.push(LOCAL, B, PushProgress.NONE));
        moving.await();
        runOut();
        one.push(PROD, A, PushProgress.NONE);
        release.countDown();

        String last = newer.get().digest();
        assertThat(live()).isEqualTo(last);
    }

    @Test
    void oneCommitOfTwoEnvironments_getsTwoTagsForGood() throws Exception {
        shared = false;
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch tagging = held("PUT", "/manifests/sha-" + A, release);
        Worker one = new Worker("one");
        Worker two = new Worker("two");
        Future<Destination.Artifact> prod = begin(() -> one.push(PROD, A, PushProgress.NONE));
        tagging.await();
        Future<Destination.Artifact> local = begin(() -> two.push(LOCAL, A, heard("Waiting", waiting)));
        waiting.await();
        release.countDown();

        assertThat(registry.digest("acme/shop", tag(prod.get())))
                .contains(prod.get().digest());
        assertThat(registry.digest("acme/shop", tag(local.get())))
                .contains(local.get().digest());
        assertThat(local.get().digest()).isNotEqualTo(prod.get().digest());
    }

    /** The tag itself says only what its content was made of first. */
    @Test
    void commitThatWasTakenBack_isNotPutInItsPlaceAgain() throws Exception {
        Worker one = new Worker("one");
        Worker two = new Worker("two");
        String digest = one.push(PROD, A, PushProgress.NONE).digest();
        assertThat(two.push(LOCAL, C, PushProgress.NONE).changed()).isFalse();

        assertThatThrownBy(() -> one.push(PROD, B, PushProgress.NONE))
                .isInstanceOf(DeliveryFailedException.class)
                .hasMessageContaining("was delivered a newer commit already");
        assertThat(live()).isEqualTo(digest);
    }

    private static String tag(Destination.Artifact artifact) {
        return artifact.reference().substring(artifact.reference().lastIndexOf(':') + 1);
    }

    private void runOut() throws Exception {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update registry_lease set expires_at = current_timestamp - interval '1' second");
        }
    }
}
