package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.Collection;

/**
 * The cluster that an Application goes to.
 *
 * @param name empty when nobody knows it
 * @param server its address; empty when nobody knows it
 */
record Destination(String name, String server) {

    /** One of which nothing is known. */
    static final Destination UNKNOWN = new Destination("", "");

    /** The cluster that Argo CD runs in. */
    static Destination local(Collection<Cluster> clusters) {
        return clusters.stream()
                .filter(cluster -> cluster.server().equals(Cluster.LOCAL.server()))
                .findFirst()
                .map(cluster -> new Destination(cluster.name(), cluster.server()))
                .orElse(new Destination(Cluster.LOCAL.name(), Cluster.LOCAL.server()));
    }

    /** @param clusters that are known: they tell the name of an address, and the address of a name */
    static Destination of(Application application, Collection<Cluster> clusters) {
        Destination written = written(application);
        return clusters.stream()
                .filter(written::isOne)
                .findFirst()
                .map(cluster -> new Destination(cluster.name(), cluster.server()))
                .orElse(written);
    }

    /** What charts of an Application are rendered with: with the version of its cluster, where that is known. */
    static ChartTools tools(Application application, Collection<Cluster> clusters, ChartTools tools) {
        Destination written = written(application);
        return clusters.stream()
                .filter(cluster ->
                        written.isOne(cluster) && !cluster.kubeVersion().isEmpty())
                .findFirst()
                .map(cluster -> new ChartTools(
                        tools.renderer(),
                        tools.archives(),
                        new Capabilities(cluster.kubeVersion(), tools.cluster().apiVersions())))
                .orElse(tools);
    }

    private static Destination written(Application application) {
        MappingNode destination = Fields.mapping(application.spec(), "destination");
        return new Destination(
                destination.text("name"), destination.text("server").replaceFirst("/+$", ""));
    }

    private boolean isOne(Cluster cluster) {
        return name.isEmpty() ? cluster.server().equals(server) : cluster.name().equals(name);
    }

    /** Whether two may be one cluster: not where addresses differ, or names while the addresses are not known. */
    boolean mayBe(Destination other) {
        if (!server.isEmpty() && !other.server.isEmpty()) {
            return server.equals(other.server);
        }
        return name.isEmpty() || other.name.isEmpty() || name.equals(other.name);
    }

    boolean permits(AppProject project, String namespace) {
        return project.permitsDestination(name, server, namespace);
    }

    /** As a message names it. */
    String described() {
        return name.isEmpty() ? server : name;
    }
}
