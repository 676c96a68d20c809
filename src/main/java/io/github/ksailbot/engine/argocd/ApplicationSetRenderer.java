package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.ApplicationSetExpansion;
import io.github.ksailbot.engine.argocd.appset.ApplicationSets;
import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.argocd.appset.ClusterSecrets;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.TracingSourceTree;
import java.util.List;

/**
 * Renders ApplicationSets to their Applications. The clusters are those that Secrets of the same environment declare, those of
 * an inventory, and the one that Argo CD runs in.
 *
 * <p>Findings: those of {@link ApplicationSets}.
 */
public final class ApplicationSetRenderer implements NodeRenderer {
    private final List<Cluster> inventory;

    /** Knows what the repository declares only. */
    public ApplicationSetRenderer() {
        this(List.of());
    }

    /** @param inventory of clusters that no repository declares; a Secret of the same name wins */
    public ApplicationSetRenderer(List<Cluster> inventory) {
        this.inventory = List.copyOf(inventory);
    }

    @Override
    public boolean takes(Manifest object) {
        return ApplicationSets.isOne(object);
    }

    /** Secrets that declare clusters may come from any other object. */
    @Override
    public boolean isReady(Manifest object, Surroundings surroundings) {
        return !ApplicationSets.usesClusters(object);
    }

    @Override
    public NodeResult render(Manifest object, Surroundings surroundings) {
        TracingSourceTree tree = new TracingSourceTree(surroundings.tree());
        OwnRepository repository = new OwnRepository(surroundings, tree);
        List<Manifest> secrets = surroundings.all("Secret").stream()
                .filter(ClusterSecrets::isOne)
                .toList();
        ApplicationSetExpansion expansion = new ApplicationSets(
                        new TreeContent(tree, repository::elsewhere), ClusterSecrets.of(secrets, inventory))
                .expand(object);
        if (!expansion.failed()
                && !expansion.outside().isEmpty()
                && expansion.applications().isEmpty()) {
            return NodeResult.notRendered(expansion.outside().get(0), expansion.findings(), tree.trace());
        }
        return NodeResult.rendered(expansion.applications(), expansion.findings(), tree.trace());
    }
}
