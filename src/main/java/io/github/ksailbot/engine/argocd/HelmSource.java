package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.helm.release.ReleaseNames;
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
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A chart with the values of an Application, as {@code helm template} renders it for the repo-server. */
final class HelmSource {
    private static final int LONGEST = 1_500;
    private static final Pattern KUBE_VERSION = Pattern.compile("\\s*v?(\\d+\\.\\d+(\\.\\d+)*)");

    private final Application application;
    private final ApplicationSource source;
    private final ChartTools tools;
    private final Supplier<Scopes> definitions;
    private final Consumer<Finding> findings;

    /** @param definitions what its cluster's own definitions add to its APIs; asked for where that matters */
    HelmSource(
            Application application,
            ApplicationSource source,
            ChartTools tools,
            Supplier<Scopes> definitions,
            Consumer<Finding> findings) {
        this.application = application;
        this.source = source;
        this.tools = tools;
        this.definitions = definitions;
        this.findings = findings;
    }

    /** @param values of the Application, without those of the chart */
    List<Manifest> manifests(Chart chart, MappingNode values) throws RenderFailure {
        MappingNode helm = source.helm();
        String namespace = option("namespace");
        String release = helm.text("releaseName").isEmpty() ? application.name() : helm.text("releaseName");
        if (!ReleaseNames.isValid(release)) {
            throw new RenderFailure(Finding.error(
                            "helm/release-name",
                            "`%s` is no name of a release, so Helm renders nothing of `%s`."
                                    .formatted(release, application.name()),
                            helm.has("releaseName")
                                    ? Fields.origin(helm, "releaseName")
                                    : application.manifest().origin())
                    .withFix("Set `helm.releaseName` to lower-case letters, digits and dashes, at most 53."));
        }
        Rendering rendering = tools.renderer()
                .render(new RenderRequest(
                        chart,
                        CanonicalJson.of(values),
                        release,
                        namespace.isEmpty() ? application.destinationNamespace() : namespace,
                        cluster(helm)));
        if (rendering instanceof Rendering.Failure failure) {
            throw new RenderFailure(failed(failure, chart));
        }
        Rendering.Documents rendered = (Rendering.Documents) rendering;
        rendered.unchecked()
                .forEach(what -> findings.accept(Finding.unchecked(
                        "helm/values-schema",
                        "Of the chart `%s`, %s.".formatted(chart.name(), what),
                        source.origin())));
        List<Manifest> manifests = new ArrayList<>();
        if (!helm.isTrue("skipCrds")) {
            chart.crds(rendered.leftOut()).forEach(file -> crds(file, manifests));
        }
        List<MappingNode> resources =
                new RenderedManifests(chart, values, source.origin(), findings).read(rendered.documents());
        for (MappingNode resource : resources) {
            manifests.add(new Manifest(resource));
        }
        return manifests;
    }

    /** API versions that the source names take the place of those that the cluster has beside Kubernetes' own. */
    private Capabilities cluster(MappingNode helm) throws RenderFailure {
        Capabilities known = tools.cluster();
        String version = option("kubeVersion");
        Matcher generic = KUBE_VERSION.matcher(version);
        if (!version.isEmpty() && !generic.lookingAt()) {
            throw new RenderFailure(Finding.error(
                    "argocd/kube-version",
                    "`%s` is no version of Kubernetes, which are written like `1.33.0`.".formatted(version),
                    Fields.origin(helm, "kubeVersion")));
        }
        List<String> more = apiVersions();
        return new Capabilities(version.isEmpty() ? known.kubeVersion() : "v" + generic.group(1), known.apiVersions())
                .with(more.isEmpty() ? definitions.get().versions() : more);
    }

    private List<String> apiVersions() {
        for (MappingNode options : List.of(source.helm(), source.kustomize())) {
            List<ScalarNode> versions = Fields.texts(options, "apiVersions");
            if (!versions.isEmpty()) {
                return versions.stream().map(ScalarNode::text).toList();
            }
        }
        return List.of();
    }

    /** What Helm's options say, else those of kustomize, as Argo CD asks. */
    private String option(String field) {
        String own = source.helm().text(field);
        return own.isEmpty() ? source.kustomize().text(field) : own;
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
