package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchive;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.ChartException;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.helm.chart.ChartFolder;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartRenderer;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.RenderedManifests;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.helm.values.ValuesMerge;
import io.github.ksailbot.engine.kustomize.load.HelmChart;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code helmCharts}: what kustomize gets of {@code helm template}, from a chart beside the kustomization or one that is fetched.
 */
final class ChartInflation {
    private static final String KIND = "HelmChartInflationGenerator";
    private static final String NO_RELEASE_NAME = "release-name";
    private static final String ALLOW = "Allow its host (`ksail-bot.fetch.hosts`, or `--fetch`), or commit the chart.";

    private final BuildSession session;
    private final Loader loader;

    ChartInflation(BuildSession session, Loader loader) {
        this.session = session;
        this.loader = loader;
    }

    /** Whether a generator's configuration is about a chart, and there is something to render it with. */
    static boolean configures(Resource config) {
        return config.kind().equals(KIND) && config.gvk().apiVersion().equals("builtin");
    }

    List<Resource> inflate(HelmChart wanted) throws BuildException {
        ChartTools tools = session.charts();
        if (tools.renderer() == ChartRenderer.DENIED) {
            throw new BuildException(wanted.refusal());
        }
        Chart chart = chart(wanted, tools.archives());
        MappingNode values = values(wanted);
        Capabilities known = tools.cluster().with(wanted.apiVersions());
        Capabilities cluster =
                wanted.kubeVersion().isEmpty() ? known : new Capabilities(wanted.kubeVersion(), known.apiVersions());
        String release = wanted.releaseName().isEmpty() ? NO_RELEASE_NAME : wanted.releaseName();
        String namespace = wanted.namespace().isEmpty() ? "default" : wanted.namespace();
        Rendering rendering = tools.renderer()
                .render(new RenderRequest(chart, CanonicalJson.of(values), release, namespace, cluster));
        if (!rendering.isLasting()) {
            loader.dependsOnMore();
        }
        if (rendering instanceof Rendering.Failure failure) {
            throw failed(wanted, chart, failure);
        }
        Rendering.Documents rendered = (Rendering.Documents) rendering;
        rendered.unchecked().forEach(what -> session.findings()
                .accept(Finding.unchecked(
                        "helm/values-schema",
                        "Of the chart `%s`, %s.".formatted(chart.name(), what),
                        wanted.origin())));
        List<Resource> resources = new ArrayList<>();
        if (wanted.includesCrds()) {
            chart.crds(rendered.leftOut()).forEach(file -> resources.addAll(crds(file)));
        }
        new RenderedManifests(chart, values, wanted.origin(), session.findings())
                .read(rendered.documents()).stream()
                        .filter(manifest -> isWanted(wanted, manifest))
                        .map(Resource::of)
                        .forEach(resources::add);
        return resources;
    }

    private List<Resource> crds(ChartFile file) {
        YamlDocuments yaml = new YamlReader(YamlLimits.DEFAULT).read(file.place(), file.content());
        List<Resource> crds = new ArrayList<>();
        for (Node document : yaml.documents()) {
            if (document instanceof MappingNode mapping) {
                crds.add(Resource.of(mapping));
            }
        }
        return crds;
    }

    private static boolean isWanted(HelmChart wanted, MappingNode manifest) {
        MappingNode metadata = manifest.mapping("metadata");
        MappingNode annotations = metadata == null ? null : metadata.mapping("annotations");
        String hook = annotations == null ? "" : annotations.text("helm.sh/hook");
        return hook.isEmpty() || !(wanted.skipsHooks() || (wanted.skipsTests() && hook.contains("test")));
    }

    private Chart chart(HelmChart wanted, ChartArchives archives) throws BuildException {
        try {
            SourcePath home = loader.root().resolve(wanted.home());
            SourcePath versioned =
                    home.resolve(wanted.name() + "-" + wanted.version()).resolve(wanted.name());
            boolean isFetched = !wanted.repository().isEmpty();
            for (SourcePath place : isFetched
                    ? List.of(versioned, home.resolve(wanted.name()))
                    : List.of(home.resolve(wanted.name()))) {
                if (ChartFolder.isOne(loader.tree(), place)) {
                    return new ChartFolder(loader.tree()).read(place);
                }
            }
            if (isFetched) {
                return fetched(wanted, archives);
            }
            throw BuildException.of(
                    "kustomize/helm-chart",
                    "There is no chart at `%s`.".formatted(home.resolve(wanted.name())),
                    wanted.origin());
        } catch (SourceException e) {
            throw BuildException.of(
                    "kustomize/helm-chart",
                    "The chart `%s` cannot be read: %s.".formatted(wanted.name(), e.getMessage()),
                    wanted.origin());
        } catch (ChartException e) {
            String message = "The chart `%s` cannot be used: %s.".formatted(wanted.name(), e.reason());
            throw e.isLimit()
                    ? BuildException.unchecked("kustomize/helm-chart", message, wanted.origin())
                    : BuildException.of("kustomize/helm-chart", message, wanted.origin());
        }
    }

    /** What an address stands for may change; that nothing is fetched does not. */
    private Chart fetched(HelmChart wanted, ChartArchives archives) throws BuildException, ChartException {
        String oci = "oci://";
        ChartAddress address = wanted.repository().startsWith(oci)
                ? new ChartAddress.Oci(
                        wanted.repository().substring(oci.length()).replaceFirst("/+$", "") + "/" + wanted.name(),
                        wanted.version(),
                        ChartAddress.Oci.ReferenceKind.SEMVER)
                : new ChartAddress.Repository(wanted.repository(), wanted.name(), wanted.version());
        if (archives != ChartArchives.DENIED) {
            loader.dependsOnMore();
        }
        Fetched<ChartArchives.Archive> fetched = archives.get(address);
        if (fetched instanceof Fetched.Refusal<ChartArchives.Archive> refusal) {
            String why = address.describe() + " is not in this repository, and " + refusal.why();
            throw new BuildException(wanted.refusal(why, ALLOW));
        }
        ChartArchives.Archive archive = ((Fetched.Content<ChartArchives.Archive>) fetched).content();
        return ChartArchive.read(archive.content(), archive.name(), wanted.origin());
    }

    /** The values of the kustomization; those of the chart are under them anyhow. */
    private MappingNode values(HelmChart wanted) throws BuildException {
        MappingNode values = MappingNode.empty(wanted.origin());
        ScalarNode file = wanted.valuesFile();
        MappingNode inline = wanted.valuesInline();
        if (file != null && !file.text().isEmpty()) {
            values = values(file);
        }
        if (inline != null) {
            values = switch (wanted.valuesMerge()) {
                case "replace" -> inline;
                case "merge" -> ValuesMerge.merge(inline, values);
                default -> ValuesMerge.merge(values, inline);
            };
        }
        for (ScalarNode more : wanted.valuesFiles()) {
            values = ValuesMerge.merge(values, values(more));
        }
        return values;
    }

    private MappingNode values(ScalarNode path) throws BuildException {
        LoadedFile file = session.read(loader, path);
        YamlDocuments yaml = new YamlReader(YamlLimits.DEFAULT).read(file.file(), file.content());
        Finding error = yaml.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .orElse(null);
        if (error != null) {
            throw new BuildException(error);
        }
        return !yaml.documents().isEmpty() && yaml.documents().get(0) instanceof MappingNode values
                ? values
                : MappingNode.empty(path.origin());
    }

    private BuildException failed(HelmChart wanted, Chart chart, Rendering.Failure failure) {
        return switch (failure.cause()) {
            case CHART, VALUES ->
                BuildException.of(
                        "kustomize/helm-template",
                        "Helm cannot render the chart `%s`: %s".formatted(wanted.name(), failure.why()),
                        place(wanted, chart, failure.template()));
            case LIMIT, UNAVAILABLE -> new BuildException(wanted.refusal(failure.why(), ""));
        };
    }

    private static Origin place(HelmChart wanted, Chart chart, @Nullable String template) {
        return chart.place(template == null ? "" : template).orElse(wanted.origin());
    }
}
