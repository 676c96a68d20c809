package io.github.ksailbot.destination;

import static io.github.ksailbot.workflow.deliver.DeliveryWorld.A;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.B;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.PROD;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.SHOP;
import static java.util.Objects.requireNonNull;
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
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.registry.ReachableHosts;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import io.github.ksailbot.delivery.signature.CosignSigner;
import io.github.ksailbot.delivery.signature.SigningKey;
import io.github.ksailbot.destination.Allowed.AllowedSecret;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.registry.RegistryAccess;
import io.github.ksailbot.sandbox.registry.RegistryFault;
import io.github.ksailbot.sandbox.registry.RegistryRequest;
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
import io.github.ksailbot.workflow.deliver.Destination.Artifact;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Mainline.Head;
import io.github.ksailbot.workflow.deliver.Order;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorDestinationsTest {
    private static final ObjectRef FLUX = new ObjectRef("flux-system", "flux");

    @TempDir
    Path directory;

    private final SandboxRegistry registry = SandboxRegistry.start();
    private final SandboxCluster cluster = SandboxCluster.start();
    private final Database database = TestDatabase.h2();
    private final DeliveryWorld.Branch branch = new DeliveryWorld.Branch();

    @SuppressWarnings("NullAway.Init") // before each test
    private MountedClusters clusters;

    private ReachableHosts hosts = ReachableHosts.ANY;
    private ArtifactAttachment.Source attachments = ArtifactAttachment.Source.NONE;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig("prod"));
        clusters = new MountedClusters(
                Map.of("prod", new MountedCluster(file, "", Set.of("acme/*"), KubeconfigRules.STRICT)),
                ClusterLimits.DEFAULT);
        declare(registry.authority() + "/acme/shop:prod", "prod");
    }

    @AfterEach
    void stop() {
        clusters.close();
        cluster.close();
        registry.close();
    }

    private void declare(String reference, String context) {
        branch.files.put("ksail.prod.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            spec:
              cluster:
                gitOpsEngine: Flux
                connection: {context: %s}
                localRegistry:
                  registry: %s
              workload: {kustomizationFile: clusters/prod}
            """.formatted(context, reference));
    }

    private OperatorDestinations destinations() throws Exception {
        Allowed allowed = new Allowed(
                Map.of(),
                Map.of(
                        "TOKEN",
                        new AllowedSecret(Secret.of("s3cret"), registry.authority(), Set.of("acme/*")),
                        "ELSEWHERE",
                        new AllowedSecret(Secret.of("0ther"), "ghcr.io", Set.of("acme/*"))));
        return new OperatorDestinations(
                allowed,
                hosts,
                clusters,
                new ArtifactPacker(ArtifactLimits.DEFAULT, Files.createDirectories(directory.resolve("artifacts"))),
                new ArtifactPublisher(
                        new RegistryHttp(RegistryOptions.DEFAULT.withHosts(hosts)), Clock.systemUTC(), pause -> {}),
                new JdbcRegistryLeases(database),
                attachments,
                repository -> URI.create("https://github.com/" + repository.fullName()),
                Clock.systemUTC());
    }

    private Checkout at(CommitId commit) {
        return branch.open(SHOP, new Head("main", commit));
    }

    private Environment environment() throws Exception {
        try (Checkout checkout = at(A)) {
            return DeclaredEnvironments.of(checkout.tree(), destinations())
                    .find(PROD)
                    .orElseThrow();
        }
    }

    private String obstacle() throws Exception {
        return destinations().obstacle(SHOP, environment()).orElse("");
    }

    private Destination open() throws Exception {
        return destinations().open(SHOP, environment());
    }

    @Test
    void attemptsOfAPush_areHeardApart_andHoldNoSecret() throws Exception {
        declare("me:${TOKEN}@" + registry.authority() + "/acme/shop:prod", "prod");
        registry.faults().next(2, any -> true, RegistryFault.Answer.of(503, "s3cret is wrong"));
        List<FailedAttempt> failed = new ArrayList<>();
        PushProgress progress = new PushProgress() {
            @Override
            public void report(String doing) {}

            @Override
            public void failed(FailedAttempt attempt) {
                failed.add(attempt);
            }
        };
        try (Destination destination = open();
                Checkout checkout = at(A)) {
            assertThat(destination.push(checkout, order(A), () -> null, progress, () -> false))
                    .isNotNull();
        }
        assertThat(failed).extracting(FailedAttempt::number).containsExactly(1, 2);
        assertThat(failed)
                .allSatisfy(
                        attempt -> assertThat(attempt.cause()).contains("503").doesNotContain("s3cret"));
        assertThat(failed)
                .extracting(FailedAttempt::pause)
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /** Also what comes by another Application, as in an app of apps. */
    @Test
    void applicationsThatTheRepositoryDeclares_areSeen_onlyIfTheEnvironmentGetsThem() throws Exception {
        String address = registry.authority() + "/acme/shop";
        declare(address + ":prod", "prod");
        branch.files.computeIfPresent("ksail.prod.yaml", (name, text) -> text.replace("Flux", "ArgoCD"));
        branch.files.put("k8s/clusters/prod/kustomization.yaml", "resources: [apps.yaml]\n");
        branch.files.put("k8s/clusters/prod/apps.yaml", application("apps", address, "apps"));
        branch.files.put("k8s/apps/ksail.yaml", application("ksail", address, "clusters/prod"));
        branch.files.put("k8s/clusters/dev/other.yaml", application("other", address, "apps"));
        try (Destination destination = open();
                Checkout checkout = at(A)) {
            DeclaredObjects declared = destination.declared(checkout.tree());
            assertThat(declared.have("Application", new ObjectRef("argocd", "apps")))
                    .isTrue();
            assertThat(declared.have("Application", new ObjectRef("argocd", "ksail")))
                    .isTrue();
            assertThat(declared.have("Application", new ObjectRef("argocd", "other")))
                    .isFalse();
        }
    }

    /** A workload that no file gives a namespace: the engine does. */
    @Test
    void diagnosis_namesTheLineOfWhatIsToBlame() throws Exception {
        branch.files.put("k8s/clusters/prod/kustomization.yaml", "resources: [web.yaml]\n");
        branch.files.put("k8s/clusters/prod/web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            """);
        Reconciliation ended = new Reconciliation(
                Convergence.DIVERGED,
                List.of(new ResourceState(
                        "Kustomization",
                        "flux-system",
                        "apps",
                        ResourceState.Phase.FAILED,
                        "ReconciliationFailed",
                        "Deployment/shop/web dry-run failed: field is immutable",
                        "")),
                List.of(),
                new Reconciliation.Failure("failed", false));
        try (Destination destination = open();
                Checkout checkout = at(A)) {
            assertThat(destination.diagnose(ended, checkout.tree()).causes())
                    .extracting(Diagnosis.Cause::place)
                    .contains("k8s/clusters/prod/web.yaml:1:1");
        }
    }

    private static String application(String name, String address, String path) {
        return """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: %s, namespace: argocd}
            spec:
              project: default
              destination: {server: https://kubernetes.default.svc, namespace: default}
              source: {repoURL: "oci://%s", targetRevision: prod, path: %s}
            """.formatted(name, address, path);
    }

    private static Order order(CommitId commit) {
        return new Order(SHOP, PROD, "main", commit, "comment-1-0", Order.Kind.PUSH, Set.of(), null, null);
    }

    private Artifact push(CommitId commit) throws Exception {
        try (Destination destination = open();
                Checkout checkout = at(commit)) {
            return requireNonNull(
                    destination.push(checkout, order(commit), () -> null, PushProgress.NONE, () -> false));
        }
    }

    private Destination.Published published(CommitId commit) throws Exception {
        try (Destination destination = open();
                Checkout checkout = at(commit)) {
            return requireNonNull(destination.published(checkout, order(commit), PushProgress.NONE, () -> false));
        }
    }

    @Test
    void syncThatTheRepositoryDeclares_isSeen_onlyIfTheEnvironmentGetsIt() throws Exception {
        branch.files.put("k8s/clusters/prod/flux.yaml", """
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata: {name: flux, namespace: flux-system}
            """);
        try (Destination destination = open();
                Checkout checkout = at(A)) {
            assertThat(destination.declared(checkout.tree()).have("FluxInstance", FLUX))
                    .isFalse();
        }
        branch.files.put("k8s/clusters/prod/kustomization.yaml", "resources: [flux.yaml]\n");
        try (Destination destination = open();
                Checkout checkout = at(A)) {
            assertThat(destination.declared(checkout.tree()).have("FluxInstance", FLUX))
                    .isTrue();
        }
    }

    @Test
    void environmentInGoodOrder_hasNoObstacle() throws Exception {
        assertThat(obstacle()).isEmpty();
        assertThat(destinations().serves(SHOP, environment())).isTrue();
    }

    @Test
    void otherRepositories_areNotServed() throws Exception {
        RepositoryRef other = new RepositoryRef(7, 71, "evil", "shop");

        assertThat(destinations().serves(other, environment())).isFalse();
        assertThat(destinations().obstacle(other, environment()).orElseThrow())
                .isEqualTo(
                        "No cluster is set up for context `prod`; the operator's settings know none. It is written in"
                                + " `ksail.prod.yaml`.");
    }

    @Test
    void clusterThatNobodySetUp_isNotServed() throws Exception {
        declare(registry.authority() + "/acme/shop:prod", "staging");

        assertThat(destinations().serves(SHOP, environment())).isFalse();
        assertThat(obstacle()).startsWith("No cluster is set up for context `staging`");
    }

    @Test
    void halfOfTheCredentials_isAnObstacleAtItsLine() throws Exception {
        for (String login : List.of("bot", "bot:${UNKNOWN}", "bot:${ELSEWHERE}")) {
            declare(login + "@" + registry.authority() + "/acme/shop:prod", "prod");

            assertThat(obstacle())
                    .startsWith("The credentials of the registry `" + registry.authority() + "` are incomplete")
                    .endsWith("It is written in `ksail.prod.yaml:8:7`.")
                    .doesNotContain("0ther");
            assertThat(destinations().serves(SHOP, environment())).isTrue();
        }
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void registryInAPrivateNetwork_isAnObstacleUnlessListed() throws Exception {
        hosts = ReachableHosts.of(Set.of(), true);

        assertThat(obstacle())
                .isEqualTo("The registry `" + registry.authority() + "` is in a private network or on the bot's own"
                        + " machine, and not among the hosts there that its operator allows"
                        + " (`ksail-bot.registries.hosts`). It is written in `ksail.prod.yaml:8:7`.");
        hosts = ReachableHosts.of(Set.of(registry.authority()), true);
        assertThat(obstacle()).isEmpty();
        assertThat(push(A).changed()).isTrue();
    }

    @Test
    void published_tellsTheCommitOfWhatTheTagHolds() throws Exception {
        assertThatThrownBy(() -> published(A))
                .isInstanceOf(DeliveryFailedException.class)
                .hasMessageContaining("/ksail push prod");
        Artifact pushed = push(A);

        Destination.Published found = published(A);
        assertThat(found.artifact().digest()).isEqualTo(pushed.digest());
        assertThat(found.revision()).isEqualTo("main@sha1:" + A);
        assertThat(found.isOrdered()).isTrue();
    }

    @Test
    void published_isWhatWasOrdered_ifItHasTheSameContent() throws Exception {
        push(A);
        assertThat(published(B).isOrdered()).isTrue();

        branch.files.put("k8s/clusters/prod/kustomization.yaml", "resources: []\n# changed\n");
        assertThat(published(B).isOrdered()).isFalse();
        assertThat(published(B).revision()).isEqualTo("main@sha1:" + A);
    }

    @Test
    void tag_isNeverMovedBack() throws Exception {
        push(B);
        branch.files.put("k8s/clusters/prod/kustomization.yaml", "resources: []\n# before\n");

        assertThatThrownBy(() -> push(A))
                .isInstanceOf(DeliveryFailedException.class)
                .hasMessage(
                        "The tag `prod` was delivered a newer commit already, and was not moved back; its content is"
                                + " that of main@sha1:" + B);
    }

    @Test
    void artifact_isSignedBeforeItsTagMoves() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        Path key = Files.writeString(
                directory.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        keys.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        attachments = new CosignSigner(SigningKey.read(key, null), "https://bot.example");

        String digest = push(A).digest().replace(':', '-');

        assertThat(registry.tags("acme/shop")).contains("prod", digest + ".sig", digest + ".att");
        List<String> manifests = registry.requests().stream()
                .filter(one -> one.method().equals("PUT") && one.path().contains("/manifests/"))
                .map(RegistryRequest::path)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
        assertThat(manifests).containsExactly("sha-" + A, digest + ".sig", digest + ".att", "prod");
    }

    @Test
    void wrongPassword_isToldWithoutIt() throws Exception {
        try (SandboxRegistry guarded = SandboxRegistry.start(0, new RegistryAccess.Basic("bot", "right"))) {
            declare("bot:wr0ng@" + guarded.authority() + "/acme/shop:prod", "prod");

            assertThatThrownBy(() -> push(A))
                    .isInstanceOf(DeliveryFailedException.class)
                    .hasMessageContaining("does not take these")
                    .hasMessageNotContaining("wr0ng");
        }
    }
}
