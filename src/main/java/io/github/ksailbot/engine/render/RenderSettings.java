package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.sops.AgeKeys;
import io.github.ksailbot.engine.source.RepositoryUrl;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rendering may use and know beside the tree of one repository.
 *
 * @param fetcher gets what kustomizations name outside of the repository
 * @param addresses of the repository, and of artifacts that are made of it; empty when nobody knows them
 * @param clusters that no repository declares, as the operator knows them
 * @param charts what Helm charts are rendered with
 * @param keys open what SOPS encrypted; only for content that may know it
 * @param variables what {@code ${VAR}} in a ksail file stands for; not secret, and never the server's own environment
 */
public record RenderSettings(
        Fetcher fetcher,
        Set<RepositoryUrl> addresses,
        List<Cluster> clusters,
        ChartTools charts,
        AgeKeys keys,
        Map<String, String> variables) {
    /** Fetches nothing, knows nothing, renders no charts. */
    public static final RenderSettings DEFAULT =
            new RenderSettings(Fetcher.DENIED, Set.of(), List.of(), ChartTools.NONE, AgeKeys.NONE, Map.of());

    public RenderSettings {
        addresses = Set.copyOf(addresses);
        clusters = List.copyOf(clusters);
        variables = Map.copyOf(variables);
    }

    public RenderSettings withFetcher(Fetcher newFetcher) {
        return new RenderSettings(newFetcher, addresses, clusters, charts, keys, variables);
    }

    public RenderSettings withAddresses(Set<RepositoryUrl> newAddresses) {
        return new RenderSettings(fetcher, newAddresses, clusters, charts, keys, variables);
    }

    public RenderSettings withClusters(List<Cluster> newClusters) {
        return new RenderSettings(fetcher, addresses, newClusters, charts, keys, variables);
    }

    public RenderSettings withCharts(ChartTools newCharts) {
        return new RenderSettings(fetcher, addresses, clusters, newCharts, keys, variables);
    }

    public RenderSettings withKeys(AgeKeys newKeys) {
        return new RenderSettings(fetcher, addresses, clusters, charts, newKeys, variables);
    }

    public RenderSettings withVariables(Map<String, String> newVariables) {
        return new RenderSettings(fetcher, addresses, clusters, charts, keys, newVariables);
    }
}
