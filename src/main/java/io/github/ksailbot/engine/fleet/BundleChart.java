package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchive;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.ChartDependencies;
import io.github.ksailbot.engine.helm.chart.ChartException;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.helm.chart.ChartFolder;
import io.github.ksailbot.engine.helm.release.ReleaseNames;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.RenderedManifests;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The chart of a bundle: one of its own directories, or one of a repository or a registry. */
final class BundleChart {
    private static final int LONGEST = 500;
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT);

    private final SourceTree tree;
    private final SourcePath directory;
    private final ChartTools tools;
    private final Consumer<Finding> findings;

    BundleChart(SourceTree tree, SourcePath directory, ChartTools tools, Consumer<Finding> findings) {
        this.tree = tree;
        this.directory = directory;
        this.tools = tools;
        this.findings = findings;
    }

    /** Null when the bundle has none. */
    @Nullable Chart find(MappingNode helm) throws BundleException, SourceException {
        String named = helm.text("chart");
        String repository = helm.text("repo");
        try {
            SourcePath local = named.contains("://") ? directory : directory.resolve(named.isEmpty() ? "." : named);
            if (repository.isEmpty() && !named.contains("://") && ChartFolder.isOne(tree, local)) {
                return new ChartDependencies(tree, tools.archives()).complete(new ChartFolder(tree).read(local), local);
            }
            return named.isEmpty() && repository.isEmpty() ? null : fetched(helm, named, repository);
        } catch (ChartException e) {
            String message = "The chart of the bundle `%s` cannot be used: %s.".formatted(directory, e.reason());
            throw new BundleException(
                    e.isLimit()
                            ? Finding.unchecked("helm/chart-limit", message, origin(helm))
                            : Finding.error("helm/chart", message, origin(helm)));
        } catch (ChartDependencies.Missing e) {
            throw refused("its chart depends on " + e.address().describe(), e.refusal(), helm);
        }
    }

    private static Origin origin(MappingNode helm) {
        Node chart = helm.has("chart") ? helm.get("chart") : helm.get("repo");
        return chart == null ? helm.origin() : chart.origin();
    }

    private Chart fetched(MappingNode helm, String named, String repository) throws BundleException, ChartException {
        ChartAddress address = address(named, repository, helm.text("version"));
        if (address == null) {
            throw notRendered(
                    "its chart `%s` is no directory of it, and no chart of a repository".formatted(named), helm);
        }
        Fetched<ChartArchives.Archive> fetched = tools.archives().get(address);
        if (fetched instanceof Fetched.Refusal<ChartArchives.Archive> refusal) {
            throw refused(address.describe() + " is not in this repository", refusal, helm);
        }
        ChartArchives.Archive archive = ((Fetched.Content<ChartArchives.Archive>) fetched).content();
        return ChartArchive.read(archive.content(), archive.name(), origin(helm));
    }

    /** Null for addresses that only Fleet's own downloads know. */
    private static @Nullable ChartAddress address(String named, String repository, String version) {
        String registry = repository.startsWith("oci://") && !named.isEmpty() ? repository + "/" + named : repository;
        String whole = named.startsWith("oci://") ? named : registry;
        if (whole.startsWith("oci://")) {
            return new ChartAddress.Oci(
                    whole.substring("oci://".length()).replaceAll("/+", "/"),
                    version,
                    ChartAddress.Oci.ReferenceKind.SEMVER);
        }
        return repository.isEmpty() || named.isEmpty() ? null : new ChartAddress.Repository(repository, named, version);
    }

    private BundleException refused(String what, Fetched.Refusal<?> refusal, MappingNode helm) {
        String sentence = Character.toUpperCase(what.charAt(0)) + what.substring(1) + ": " + refusal.why() + ".";
        return switch (refusal.reason()) {
            case NOT_ALLOWED -> notRendered(what + ", and " + refusal.why(), helm);
            case ABSENT -> new BundleException(Finding.error("helm/fetch", sentence, origin(helm)));
            case TOO_LARGE, UNAVAILABLE -> new BundleException(Finding.unchecked("helm/fetch", sentence, origin(helm)));
        };
    }

    private BundleException notRendered(String why, MappingNode helm) {
        return new BundleException(Finding.unseen(
                        "fleet/helm",
                        "What the chart of the bundle `%s` brings was not checked: %s.".formatted(directory, why),
                        origin(helm))
                .atField("helm"));
    }

    /**
     * What a chart comes to: its custom resource definitions and its templates, without tests.
     *
     * @param release name of it; empty for one that the bundle's directory gives
     * @param isKnown whether all values are; else what Helm cannot render is no mistake
     */
    List<Manifest> render(Chart chart, FleetOptions options, MappingNode values, String release, boolean isKnown)
            throws BundleException {
        String name = release.isEmpty() ? name() : release;
        Rendering rendering = tools.renderer()
                .render(new RenderRequest(
                        chart, CanonicalJson.of(values), name, options.releaseNamespace(), tools.cluster()));
        if (rendering instanceof Rendering.Failure failure) {
            throw isKnown
                    ? new BundleException(failed(failure, chart, options.helm()))
                    : notRendered("Helm cannot render it without values that are in the cluster only", options.helm());
        }
        Rendering.Documents documents = (Rendering.Documents) rendering;
        List<Manifest> manifests = new ArrayList<>();
        for (ChartFile file : chart.crds(documents.leftOut())) {
            for (Node document : READER.read(file.place(), file.content()).documents()) {
                if (document instanceof MappingNode mapping) {
                    manifests.add(new Manifest(mapping));
                }
            }
        }
        new RenderedManifests(chart, values, origin(options.helm()), findings)
                .read(documents.documents()).stream()
                        .filter(resource -> !isTest(resource))
                        .map(Manifest::new)
                        .forEach(manifests::add);
        return manifests;
    }

    /** Fleet puts the name of its own object for the repository before it, which is not known. */
    private String name() {
        String name = directory.value().replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return ReleaseNames.isValid(name) ? name : "fleet";
    }

    private static boolean isTest(MappingNode resource) {
        MappingNode metadata = resource.mapping("metadata");
        MappingNode annotations = metadata == null ? null : metadata.mapping("annotations");
        return annotations != null && annotations.text("helm.sh/hook").strip().matches("test(-success|-failure)?");
    }

    private Finding failed(Rendering.Failure failure, Chart chart, MappingNode helm) {
        String why = failure.why().length() <= LONGEST
                ? failure.why()
                : failure.why().substring(0, LONGEST) + "…";
        String message =
                "Helm cannot render the chart `%s` of the bundle `%s`: %s".formatted(chart.name(), directory, why);
        return switch (failure.cause()) {
            case CHART ->
                Finding.error(
                        "helm/template",
                        message,
                        chart.place(failure.template()).orElse(origin(helm)));
            case VALUES -> Finding.error("helm/values-schema", message, origin(helm));
            case LIMIT -> Finding.unchecked("helm/limit", message, origin(helm));
            case UNAVAILABLE ->
                Finding.unchecked(
                        "helm/unavailable",
                        "What the bundle `%s` brings was not checked: %s.".formatted(directory, why),
                        origin(helm));
        };
    }
}
