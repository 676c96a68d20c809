package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.Collection;

/**
 * The cluster that an Application goes to.
 *
 * @param name empty when nobody knows it
 * @param server its address; empty when nobody knows it
 */
record Destination(String name, String server) {

    /** @param clusters that are known: they tell the name of an address, and the address of a name */
    static Destination of(Application application, Collection<Cluster> clusters) {
        MappingNode written = Fields.mapping(application.spec(), "destination");
        String name = written.text("name");
        String server = written.text("server").replaceFirst("/+$", "");
        for (Cluster cluster : clusters) {
            if (name.isEmpty()
                    ? cluster.server().equals(server)
                    : cluster.name().equals(name)) {
                return new Destination(cluster.name(), cluster.server());
            }
        }
        return new Destination(name, server);
    }

    boolean permits(AppProject project, String namespace) {
        return project.permitsDestination(name, server, namespace);
    }

    /** As a message names it. */
    String described() {
        return name.isEmpty() ? server : name;
    }
}
