package io.github.ksailbot.outside.fetch;

import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.outside.fetch.chart.FetchedCharts;
import io.github.ksailbot.outside.fetch.chart.GitCharts;
import io.github.ksailbot.outside.fetch.chart.HttpCharts;
import io.github.ksailbot.outside.fetch.chart.OciCharts;
import io.github.ksailbot.outside.fetch.chart.OciRegistry;
import io.github.ksailbot.outside.fetch.git.GitRepositories;
import io.github.ksailbot.outside.fetch.net.AllowedHosts;
import io.github.ksailbot.outside.fetch.net.CacheFolder;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import io.github.ksailbot.outside.fetch.net.FetchSpending;
import io.github.ksailbot.outside.fetch.net.OutsideClient;
import io.github.ksailbot.outside.fetch.net.Reach;
import io.github.ksailbot.outside.fetch.net.WebFiles;
import java.nio.file.Path;
import java.time.Clock;

/**
 * All that is fetched from outside of repositories, under one set of rules. Whoever judges what strangers propose, such as the
 * pull request of a fork, uses {@link Fetcher#DENIED} and {@link ChartArchives#DENIED} instead: the address itself could tell
 * something, and what is fetched costs.
 *
 * @param fetcher for kustomizations
 * @param charts for Helm
 */
public record Outside(Fetcher fetcher, ChartArchives charts) {
    /** Fetches nothing. */
    public static final Outside DENIED = new Outside(Fetcher.DENIED, ChartArchives.DENIED);

    /**
     * @param hosts that may be fetched from; nothing is fetched without any
     * @param folder where what was fetched is kept; made when it is needed
     */
    public static Outside of(AllowedHosts hosts, Path folder, FetchLimits limits, Clock clock) {
        return of(hosts, Reach.INTERNET, folder, limits, clock);
    }

    /** The same with another reach: with credentials, a proxy or authorities, or for tests with their servers on this machine. */
    public static Outside of(AllowedHosts hosts, Reach reach, Path folder, FetchLimits limits, Clock clock) {
        if (hosts.isEmpty()) {
            return DENIED;
        }
        FetchSpending spending = new FetchSpending(limits.verdict());
        OutsideClient client = new OutsideClient(hosts, reach, limits, spending);
        CacheFolder cache = new CacheFolder(folder, limits.cache(), clock);
        WebFiles files = new WebFiles(client, cache, limits, clock);
        GitRepositories repositories = new GitRepositories(client, cache, limits, clock);
        return new Outside(
                new OutsideFetcher(repositories, files, spending),
                new FetchedCharts(
                        new HttpCharts(client, files, cache, limits),
                        new OciCharts(new OciRegistry(client, cache, limits)),
                        new GitCharts(repositories, limits),
                        spending));
    }
}
