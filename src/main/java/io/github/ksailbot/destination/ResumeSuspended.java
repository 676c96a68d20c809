package io.github.ksailbot.destination;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterException;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.Clusters;
import io.github.ksailbot.delivery.flux.SuspensionSweep;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Resumes, in every cluster, what a delivery suspended and no process comes back to. */
final class ResumeSuspended implements Runnable {
    private final SortedMap<String, String> clusters;
    private final Clusters connections;
    private final Predicate<String> isAlive;
    private final Clock clock;

    /**
     * @param clusters somebody who may deliver to each, by its name
     * @param isAlive whether a delivery, by its key, still runs somewhere
     */
    ResumeSuspended(Map<String, String> clusters, Clusters connections, Predicate<String> isAlive, Clock clock) {
        this.clusters = new TreeMap<>(clusters);
        this.connections = connections;
        this.isAlive = isAlive;
        this.clock = clock;
    }

    /** One cluster that does not answer keeps no other one waiting for long, and none from being looked at. */
    @Override
    public void run() {
        clusters.forEach(this::resume);
    }

    private void resume(String name, String repository) {
        try (ClusterApi api = connections.open(new ClusterRef("", name), repository)) {
            List<String> resumed = new SuspensionSweep(api).sweep(isAlive, clock.instant());
            if (!resumed.isEmpty()) {
                Log.infof("Cluster %s: resumed %s, which a delivery left suspended", name, resumed);
            }
        } catch (ClusterException | ApiException e) {
            Log.warnf("Cluster %s was not searched for suspended releases: %s", name, e.getMessage());
        } catch (RuntimeException e) {
            Log.errorf(e, "Cluster %s was not searched for suspended releases", name);
        }
    }
}
