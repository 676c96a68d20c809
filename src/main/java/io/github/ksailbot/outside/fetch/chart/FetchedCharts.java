package io.github.ksailbot.outside.fetch.chart;

import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchSpending;

/** Gets charts from chart repositories, registries and Git. */
public final class FetchedCharts implements ChartArchives {
    private final HttpCharts http;
    private final OciCharts oci;
    private final GitCharts git;
    private final FetchSpending spending;

    public FetchedCharts(HttpCharts http, OciCharts oci, GitCharts git, FetchSpending spending) {
        this.spending = spending;
        this.http = http;
        this.oci = oci;
        this.git = git;
    }

    @Override
    public Fetched<Archive> get(ChartAddress address) {
        try {
            return new Fetched.Content<>(spending.counted(() -> archive(address)));
        } catch (FetchException e) {
            return e.refusal();
        }
    }

    private Archive archive(ChartAddress address) throws FetchException {
        if (address instanceof ChartAddress.Repository repository) {
            // Flux writes registries with their scheme where repositories are.
            return repository.url().startsWith("oci://")
                    ? oci.get(new ChartAddress.Oci(
                            repository.url().substring("oci://".length()).replaceFirst("/+$", "") + "/"
                                    + repository.name(),
                            repository.version(),
                            repository.isPinned()
                                    ? ChartAddress.Oci.ReferenceKind.TAG
                                    : ChartAddress.Oci.ReferenceKind.SEMVER))
                    : http.get(repository);
        }
        return address instanceof ChartAddress.Oci artifact ? oci.get(artifact) : git.get((ChartAddress.Git) address);
    }
}
