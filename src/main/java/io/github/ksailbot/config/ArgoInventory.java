package io.github.ksailbot.config;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operator's inventory of Argo CD's clusters. */
public final class ArgoInventory {
    private final Map<String, ArgoCdSettings.Cluster> clusters;

    public ArgoInventory(ArgoCdSettings settings) {
        this.clusters = settings.clusters();
    }

    /**
     * The clusters that a repository may know.
     *
     * @param owner of the repository
     * @param name of the repository, without the owner
     */
    public List<Cluster> of(String owner, String name) {
        List<Cluster> known = new ArrayList<>();
        clusters.forEach((cluster, settings) -> {
            boolean may = settings.repositories().stream()
                    .anyMatch(one -> one.equalsIgnoreCase(owner + "/" + name) || one.equalsIgnoreCase(owner + "/*"));
            if (may) {
                known.add(new Cluster(
                        cluster,
                        settings.server(),
                        settings.project().orElse(""),
                        settings.labels(),
                        settings.annotations(),
                        true,
                        settings.kubernetesVersion().orElse("")));
            }
        });
        return known;
    }
}
