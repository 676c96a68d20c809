package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.graph.Brought;
import io.github.ksailbot.engine.graph.BroughtQuestion;
import io.github.ksailbot.engine.helm.release.Scopes;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What custom resource definitions add to the APIs of one cluster: all but those that surely are applied to another one.
 *
 * @param destination the cluster
 * @param clusters that are known, the one that Argo CD runs in among them
 */
record ClusterScopes(Destination destination, List<Cluster> clusters) implements BroughtQuestion<Scopes> {
    ClusterScopes {
        clusters = List.copyOf(clusters);
    }

    @Override
    public String kind() {
        return Scopes.KNOWN.kind();
    }

    @Override
    public Scopes answerBrought(List<Brought> objects) {
        return Scopes.of(objects.stream()
                .filter(one -> place(one.by()).mayBe(destination))
                .map(Brought::object)
                .toList());
    }

    /** Entries are applied where Argo CD runs; where another engine's objects bring something nobody knows. */
    private Destination place(@Nullable Manifest by) {
        if (by == null) {
            return Destination.local(clusters);
        }
        return Application.isOne(by) ? Destination.of(new Application(by), clusters) : Destination.UNKNOWN;
    }

    @Override
    public int size(Scopes answer) {
        return Scopes.KNOWN.size(answer) + 2;
    }
}
