package io.github.ksailbot.delivery.cluster;

import io.github.ksailbot.delivery.retry.Pause;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clusters that the operator has made known, by name. An environment finds its own by the name of its context or,
 * when there is none of that name, of its kubeconfig.
 */
public final class MountedClusters implements Clusters {
    private final Map<String, MountedCluster> clusters;
    private final InCluster inCluster;
    private final Connector connector;
    private final ClientCache cache = new ClientCache();

    public MountedClusters(Map<String, MountedCluster> clusters, ClusterLimits limits) {
        this(clusters, limits, InCluster.ofThisProcess(), Pause.SLEEP);
    }

    MountedClusters(Map<String, MountedCluster> clusters, ClusterLimits limits, InCluster inCluster, Pause pause) {
        this.clusters = new TreeMap<>(clusters);
        this.connector = new Connector(limits, pause);
        this.inCluster = inCluster;
    }

    @Override
    public ClusterApi open(ClusterRef ref, String repository) throws ClusterException {
        String name = name(ref);
        MountedCluster cluster = clusters.get(name);
        if (cluster == null) {
            throw new ClusterException("No cluster is set up for " + ref + "; the operator's settings know "
                    + Kubeconfig.named(visible(repository)) + ".");
        }
        if (!cluster.serves(repository)) {
            // the same words as for an unknown one: who may not use it need not learn of it
            throw new ClusterException("No cluster is set up for " + ref + "; the operator's settings know "
                    + Kubeconfig.named(visible(repository)) + ".");
        }
        Path file = cluster.kubeconfig();
        if (file == null) {
            ClusterAccess access = inCluster.access();
            return cache.get(name, access, () -> connector.connect(access));
        }
        Kubeconfig config = Kubeconfig.read(file, cluster.rules());
        String context = context(name, cluster, ref, config, file);
        ClusterAccess access = config.access(context);
        return cache.get(
                name + "\n" + context,
                access,
                () -> access.plugin() ? connector.connectByPlugin(file, context) : connector.connect(access));
    }

    @Override
    public boolean serves(ClusterRef ref, String repository) {
        try {
            MountedCluster cluster = clusters.get(name(ref));
            return cluster != null && cluster.serves(repository);
        } catch (ClusterException e) {
            return false;
        }
    }

    private String name(ClusterRef ref) throws ClusterException {
        if (!ref.context().isEmpty() && clusters.containsKey(ref.context())) {
            return ref.context();
        }
        if (!ref.kubeconfig().isEmpty() && clusters.containsKey(ref.kubeconfig())) {
            return ref.kubeconfig();
        }
        if (ref.context().isEmpty() && ref.kubeconfig().isEmpty()) {
            throw new ClusterException(
                    "The environment names no cluster: `spec.cluster.connection.context` is empty in its ksail file.");
        }
        return ref.context().isEmpty() ? ref.kubeconfig() : ref.context();
    }

    /** Of several contexts in a file the operator chooses: a repository could name one that has more rights. */
    private static String context(String name, MountedCluster cluster, ClusterRef ref, Kubeconfig config, Path file)
            throws ClusterException {
        if (!cluster.context().isEmpty()) {
            return cluster.context();
        }
        if (config.contexts().size() == 1) {
            return ref.context().isEmpty() || ref.context().equals(name)
                    ? config.contexts().get(0)
                    : ref.context();
        }
        if (config.contexts().contains(name)) {
            return name;
        }
        throw new ClusterException("The kubeconfig `" + file + "` has " + Kubeconfig.named(config.contexts())
                + ", and the bot's settings do not say which one `" + name
                + "` is. Its operator sets the context of this cluster.");
    }

    private List<String> visible(String repository) {
        return clusters.entrySet().stream()
                .filter(entry -> entry.getValue().serves(repository))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        cache.close();
    }
}
