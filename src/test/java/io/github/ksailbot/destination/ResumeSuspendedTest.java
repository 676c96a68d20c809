package io.github.ksailbot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterException;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.Clusters;
import io.github.ksailbot.delivery.cluster.MountedCluster;
import io.github.ksailbot.delivery.cluster.MountedClusters;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeSuspendedTest {
    @TempDir
    Path directory;

    private static boolean isSuspended(SandboxCluster cluster) {
        ObjectNode release =
                Objects.requireNonNull(cluster.get("helm.toolkit.fluxcd.io/v2", "HelmRelease", "flux-system", "app"));
        return release.at("/spec/suspend").asBoolean();
    }

    private SandboxCluster suspended() {
        SandboxCluster cluster = SandboxCluster.start();
        cluster.namespace("flux-system");
        cluster.apply("""
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata:
              name: app
              namespace: flux-system
              annotations:
                ksail.devantler.tech/suspended-by: deliver:prod:gone
                ksail.devantler.tech/suspended-at: "2026-01-02T03:04:05Z"
            spec: {suspend: true, interval: 1m}
            """);
        return cluster;
    }

    /** The first one is not there, the second one cannot be opened because of a bug. */
    @Test
    void clusterThatFails_keepsNoOtherOneFromBeingSwept() throws Exception {
        try (SandboxCluster cluster = suspended();
                SandboxCluster gone = SandboxCluster.start()) {
            Path there = Files.writeString(directory.resolve("there"), cluster.kubeconfig("z"));
            Path away = Files.writeString(directory.resolve("away"), gone.kubeconfig("a"));
            gone.close();
            try (MountedClusters mounted = new MountedClusters(
                    Map.of(
                            "a", MountedCluster.file(away),
                            "c", MountedCluster.file(directory.resolve("nothing")),
                            "z", MountedCluster.file(there)),
                    ClusterLimits.DEFAULT)) {
                Clusters failing = new Clusters() {
                    @Override
                    public ClusterApi open(ClusterRef ref, String repository) throws ClusterException {
                        if (ref.context().equals("b")) {
                            throw new IllegalStateException("a bug");
                        }
                        return mounted.open(ref, repository);
                    }

                    @Override
                    public boolean serves(ClusterRef ref, String repository) {
                        return true;
                    }

                    @Override
                    public void close() {}
                };
                String shop = "acme/shop";
                new ResumeSuspended(
                                Map.of("a", shop, "b", shop, "c", shop, "z", shop),
                                failing,
                                holder -> false,
                                Clock.systemUTC())
                        .run();
            }
            assertThat(isSuspended(cluster)).isFalse();
        }
    }

    @Test
    void releaseOfADeliveryThatRuns_isLeftAlone() throws Exception {
        try (SandboxCluster cluster = suspended()) {
            Path file = Files.writeString(directory.resolve("there"), cluster.kubeconfig("prod"));
            try (MountedClusters mounted =
                    new MountedClusters(Map.of("prod", MountedCluster.file(file)), ClusterLimits.DEFAULT)) {
                Clock then = Clock.fixed(java.time.Instant.parse("2026-01-02T03:05:05Z"), java.time.ZoneOffset.UTC);
                new ResumeSuspended(Map.of("prod", "acme/shop"), mounted, "deliver:prod:gone"::equals, then).run();
            }
            assertThat(isSuspended(cluster)).isTrue();
        }
    }
}
