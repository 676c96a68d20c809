package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.helm.release.Scopes;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.RenderedManifests;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDocuments;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A chart with the values of an Application, as {@code helm template} renders it for the repo-server. */
final class HelmSource {
    private static final int LONGEST = 1_500;
    private static final String HOOK = "helm.sh/hook";

    private final Application application;
    private final ApplicationSource source;
    private final ChartTools tools;
    private final Surroundings surroundings;
    private final Consumer<Finding> findings;

    HelmSource(
            Application application,
            ApplicationSource source,
            ChartTools tools,
            Surroundings surroundings,
            Consumer<Finding> findings) {
        this.application = application;
        this.source = source;
        this.tools = tools;
        this.surroundings = surroundings;
        this.findings = findings;
    }

    /** @param values of the Application, without those of the chart */
    List<Manifest> manifests(Chart chart, MappingNode values) throws RenderFailure {
        MappingNode helm = source.helm();
        String namespace = helm.text("namespace");
        Rendering rendering = tools.renderer()
                .render(new RenderRequest(
                        chart,
                        CanonicalJson.of(values),
                        helm.text("releaseName").isEmpty() ? application.name() : helm.text("releaseName"),
                        namespace.isEmpty() ? application.destinationNamespace() : namespace,
                        cluster(helm)));
        if (rendering instanceof Rendering.Failure failure) {
            throw new RenderFailure(failed(failure, chart));
        }
        List<Manifest> manifests = new ArrayList<>();
        if (!Fields.isTrue(helm, "skipCrds")) {
            chart.crds().forEach(file -> crds(file, manifests));
        }
        List<MappingNode> rendered = new RenderedManifests(chart, values, source.origin(), findings)
                .read(((Rendering.Documents) rendering).documents());
        for (MappingNode resource : rendered) {
            if (!isTest(resource)) {
                manifests.add(new Manifest(resource));
            }
        }
        return manifests;
    }

    private Capabilities cluster(MappingNode helm) {
        Capabilities known = tools.cluster().with(new Scopes(surroundings.all("CustomResourceDefinition")).versions());
        List<String> more =
                Fields.texts(helm, "apiVersions").stream().map(ScalarNode::text).toList();
        String version = helm.text("kubeVersion");
        return new Capabilities(version.isEmpty() ? known.kubeVersion() : version, known.apiVersions()).with(more);
    }

    private void crds(ChartFile file, List<Manifest> manifests) {
        YamlDocuments yaml = new YamlReader(YamlLimits.DEFAULT).read(file.place(), file.content());
        yaml.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .forEach(findings);
        for (Node document : yaml.documents()) {
            if (document instanceof MappingNode mapping) {
                manifests.add(new Manifest(mapping));
            }
        }
    }

    /** Argo CD runs no tests of charts. */
    private static boolean isTest(MappingNode resource) {
        MappingNode annotations = Fields.mapping(Fields.mapping(resource, "metadata"), "annotations");
        return annotations.text(HOOK).strip().matches("test(-success|-failure)?");
    }

    private Finding failed(Rendering.Failure failure, Chart chart) {
        String why = failure.why().length() <= LONGEST
                ? failure.why()
                : failure.why().substring(0, LONGEST) + "…";
        String message =
                "Helm cannot render the chart `%s` for `%s`: %s".formatted(chart.name(), application.name(), why);
        return switch (failure.cause()) {
            case CHART ->
                Finding.error(
                        "helm/template",
                        message,
                        chart.place(failure.template()).orElse(source.origin()));
            case VALUES ->
                Finding.error("helm/values-schema", message, Fields.origin(source.node(), "helm"))
                        .withFix("Correct the values; what the chart takes is in its `values.schema.json`.");
            case LIMIT -> Finding.unchecked("helm/limit", message, source.origin());
            case UNAVAILABLE ->
                Finding.unchecked(
                        "helm/unavailable",
                        "What `%s` brings was not checked: %s.".formatted(application.name(), why),
                        source.origin());
        };
    }
}
