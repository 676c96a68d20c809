package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.environment.layout.FleetScan;
import io.github.ksailbot.engine.environment.layout.LayoutMemo;
import io.github.ksailbot.engine.helm.template.ChartRenderer;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What finds and renders the environments of one repository. All of it is made of the same settings and within the same
 * budgets, so that whoever judges, prints, scans or delivers them sees the same.
 */
public final class RepositoryRenderer {
    private final EnvironmentDiscovery discovery;
    private final Kustomizer kustomizer;
    private final EnvironmentRenderer environments;
    private final LooseFiles looseFiles;
    private final ChartRenderer charts;
    private final RenderSettings settings;
    private final Closure.Cost most;

    private RepositoryRenderer(TracedMemo memo, RenderSettings settings, Closure.Cost most) {
        this.most = most;
        ChartTools tools = settings.charts().remembering();
        this.settings = settings;
        this.charts = tools.renderer();
        LayoutMemo layouts = new LayoutMemo();
        FleetScan fleet = EnvironmentRenderer.fleet(layouts, settings);
        this.discovery = new EnvironmentDiscovery(settings.variables(), layouts, fleet);
        this.kustomizer = new Kustomizer(memo, settings.fetcher(), tools);
        this.environments = new EnvironmentRenderer(kustomizer, settings.withCharts(tools), fleet);
        this.looseFiles = new LooseFiles(kustomizer);
    }

    /**
     * One that remembers as long as it lives.
     *
     * @param memo of what was rendered before, from trees of one owner
     */
    public static RepositoryRenderer of(TracedMemo memo, RenderSettings settings) {
        return of(memo, settings, EnvironmentBudget.DEFAULT);
    }

    /** @param most for the environments of one tree */
    static RepositoryRenderer of(TracedMemo memo, RenderSettings settings, Closure.Cost most) {
        return new RepositoryRenderer(memo, settings, most);
    }

    /**
     * Renders environments of one tree, within one budget for all of them: those that do not fit any more are not rendered, and
     * a finding says so.
     *
     * @return one for each environment, in their order
     */
    public List<Closure> render(SourceTree tree, List<Environment> all) {
        EnvironmentBudget budget = new EnvironmentBudget(most, environment -> environments.render(tree, environment));
        return within(() -> all.stream().map(budget::render).toList());
    }

    /**
     * Does work within one budget for all that is fetched and one for all charts that are rendered in it: a verdict, or what one
     * command renders. What is done within such work belongs to its budgets, too.
     */
    public <T> T within(Supplier<T> work) {
        return settings.fetcher().within(() -> charts.within(ChartRenderer.Extent.VERDICT, work));
    }

    /** What finds environments. */
    public EnvironmentDiscovery discovery() {
        return discovery;
    }

    /** What builds one kustomization. */
    public Kustomizer kustomizer() {
        return kustomizer;
    }

    /** What finds the files that no environment reaches. */
    public LooseFiles looseFiles() {
        return looseFiles;
    }

    /** What {@code ${VAR}} in a ksail file stands for. */
    public Map<String, String> variables() {
        return settings.variables();
    }
}
