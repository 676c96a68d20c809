package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.RenderedManifests;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders HelmReleases as helm-controller installs them: chart, values, templates, custom resource definitions, hooks,
 * post-renderers, common metadata.
 *
 * <p>Findings: {@code helm/not-rendered}, {@code helm/suspended}, {@code helm/release-name}, {@code helm/template},
 * {@code helm/values-schema}, {@code helm/limit}, {@code helm/unavailable}, {@code helm/depends-on}, {@code helm/repeated-resource}, and those of
 * {@link ReleaseCharts}, {@link ReleaseValues} and {@link RenderedManifests}.
 */
public final class ReleaseRenderer implements NodeRenderer {
    private final ChartTools tools;

    /** @param tools what renders charts, and what gets those that are not in the repository */
    public ReleaseRenderer(ChartTools tools) {
        this.tools = tools;
    }

    @Override
    public boolean takes(Manifest object) {
        return HelmRelease.isOne(object);
    }

    /**
     * Never: values, sources and custom resource definitions may come from any other object, and what a chart brings is seldom
     * waited for.
     */
    @Override
    public boolean isReady(Manifest object, Surroundings surroundings) {
        return false;
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public NodeResult render(Manifest object, Surroundings surroundings) {
        ToolUse use = new ToolUse(tools);
        return use.of(render(object, surroundings, use.tools()), surroundings);
    }

    private static NodeResult render(Manifest object, Surroundings surroundings, ChartTools tools) {
        HelmRelease release = new HelmRelease(object);
        TracingSourceTree tree = surroundings.tracing();
        List<Finding> findings = new ArrayList<>();
        if (release.suspended()) {
            findings.add(notice(
                    release,
                    "helm/suspended",
                    "This HelmRelease is suspended: what is judged here reaches the cluster when it is resumed.",
                    object.origin()));
        }
        ReleaseChart found = new ReleaseCharts(release, surroundings, tree, tools.archives()).find();
        if (found instanceof ReleaseChart.Elsewhere elsewhere) {
            findings.add(Finding.unseen(
                            "helm/not-rendered",
                            "What `%s` installs was not checked: %s.".formatted(release.name(), elsewhere.reason()),
                            release.chartOrigin())
                    .about(object.id(), "")
                    .withFix(elsewhere.fix()));
            return NodeResult.notRendered(elsewhere.reason(), findings, tree.trace());
        }
        if (found instanceof ReleaseChart.Undeclared undeclared) {
            findings.add(Finding.unseen(
                            "helm/not-rendered",
                            "What `%s` installs was not checked: %s.".formatted(release.name(), undeclared.reason()),
                            undeclared.reference().origin())
                    .about(object.id(), undeclared.reference().field())
                    .withFix(undeclared.fix()));
            return NodeResult.notRendered(undeclared.reason(), findings, tree.trace());
        }
        if (found instanceof ReleaseChart.Broken broken) {
            findings.add(broken.finding());
            return NodeResult.rendered(List.of(), findings, tree.trace());
        }
        List<Manifest> manifests = new Installation(
                        release, ((ReleaseChart.Found) found).chart(), surroundings, tools, findings)
                .manifests();
        return NodeResult.rendered(manifests, findings, tree.trace());
    }

    @Override
    public List<Finding> check(List<GraphNode> nodes) {
        return new ReleaseDependencies(nodes.stream()
                        .map(GraphNode::object)
                        .filter(HelmRelease::isOne)
                        .map(HelmRelease::new)
                        .toList())
                .findings();
    }

    private static Finding notice(HelmRelease release, String rule, String message, Origin origin) {
        return new Finding(
                RuleId.of(rule), Severity.NOTICE, message, release.manifest().id(), "", origin, "");
    }

    /** One chart with the values of one release. */
    private static final class Installation {
        private final HelmRelease release;
        private final Chart chart;
        private final Surroundings surroundings;
        private final ChartTools tools;
        private final List<Finding> findings;

        Installation(
                HelmRelease release, Chart chart, Surroundings surroundings, ChartTools tools, List<Finding> findings) {
            this.tools = tools;
            this.release = release;
            this.chart = chart;
            this.surroundings = surroundings;
            this.findings = findings;
        }

        List<Manifest> manifests() {
            if (!ReleaseNames.isValid(release.releaseName())) {
                findings.add(badName());
                return List.of();
            }
            ReleaseValues from = new ReleaseValues(release, surroundings, findings::add);
            MappingNode values = from.compose();
            if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
                return List.of();
            }
            Scopes scopes = surroundings.learn(Scopes.KNOWN);
            Capabilities cluster = tools.cluster().with(scopes.versions());
            Rendering rendering = tools.renderer()
                    .render(new RenderRequest(
                            chart,
                            CanonicalJson.of(values),
                            release.releaseName(),
                            release.releaseNamespace(),
                            cluster));
            if (rendering instanceof Rendering.Failure failure) {
                findings.addAll(new ReleaseFailure(release, chart, values, from.isComplete()).findings(failure));
                return List.of();
            }
            Rendering.Documents documents = (Rendering.Documents) rendering;
            documents
                    .unchecked()
                    .forEach(what -> say(Finding.unchecked(
                            "helm/values-schema",
                            "Of the chart `%s`, %s.".formatted(chart.name(), what),
                            release.chartOrigin())));
            List<MappingNode> rendered =
                    new RenderedManifests(chart, values, release.chartOrigin(), this::say).read(documents.documents());
            List<Manifest> manifests = new ArrayList<>();
            if (release.createsNamespace()
                    && surroundings.find(new ObjectKey("Namespace", "", release.releaseNamespace())) == null) {
                manifests.add(namespace());
            }
            manifests.addAll(new ReleaseObjects(release, scopes::isClusterScoped, this::say)
                    .of(chart.crds(documents.leftOut()), rendered));
            return manifests;
        }

        private void say(Finding finding) {
            findings.add(
                    finding.resource() == null
                            ? finding.about(release.manifest().id(), finding.field())
                            : finding);
        }

        private Manifest namespace() {
            ScalarNode target = release.spec().scalar("targetNamespace");
            Origin origin = target == null ? release.manifest().origin() : target.origin();
            ScalarNode name = ScalarNode.string(release.releaseNamespace(), origin);
            MappingNode labels = MappingNode.empty(origin).with("name", name);
            return new Manifest(MappingNode.empty(origin)
                    .with("apiVersion", ScalarNode.string("v1", origin))
                    .with("kind", ScalarNode.string("Namespace", origin))
                    .with(
                            "metadata",
                            MappingNode.empty(origin).with("name", name).with("labels", labels)));
        }

        private Finding badName() {
            ScalarNode written = release.spec().scalar("releaseName");
            return Finding.error(
                            "helm/release-name",
                            "`%s` is no name of a release, so Flux does not install it."
                                    .formatted(release.releaseName()),
                            written == null ? release.manifest().origin() : written.origin())
                    .about(release.manifest().id(), "spec.releaseName")
                    .withFix("Use lower-case letters, digits and dashes.");
        }
    }
}
