package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What finds and renders the environments of one repository. All of it is made of the same settings, so that whoever judges,
 * prints, scans or delivers them sees the same.
 *
 * @param variables what {@code ${VAR}} in a ksail file stands for
 */
public record RepositoryRenderer(
        EnvironmentDiscovery discovery,
        Kustomizer kustomizer,
        EnvironmentRenderer environments,
        LooseFiles looseFiles,
        Map<String, String> variables) {

    /**
     * One that remembers as long as it lives.
     *
     * @param memo of what was rendered before, from trees of one owner
     */
    public static RepositoryRenderer of(TracedMemo memo, RenderSettings settings) {
        ChartTools charts = settings.charts().remembering();
        Kustomizer kustomizer = new Kustomizer(memo, settings.fetcher(), charts);
        return new RepositoryRenderer(
                new EnvironmentDiscovery(
                        settings.variables(),
                        settings.clusters().stream().map(Cluster::name).collect(Collectors.toSet())),
                kustomizer,
                new EnvironmentRenderer(kustomizer, settings.withCharts(charts)),
                new LooseFiles(kustomizer),
                settings.variables());
    }
}
