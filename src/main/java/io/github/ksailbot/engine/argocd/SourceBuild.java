package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchive;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.ChartDependencies;
import io.github.ksailbot.engine.helm.chart.ChartException;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.helm.chart.ChartFolder;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The manifests of one Application, source by source, by the tool that each says or its files tell. */
final class SourceBuild {
    private static final String SCHEMA = "values.schema.json";

    private final Kustomizer kustomizer;
    private final ChartTools tools;
    private final Application application;
    private final List<Cluster> clusters;
    private final Surroundings surroundings;
    private final TracingSourceTree tree;
    private final OwnRepository repository;
    private final Consumer<Finding> findings;
    private final String instance;
    private String leftOut = "";
    private long steps;
    private final Map<String, ApplicationSource> references = new LinkedHashMap<>();
    private final List<SourceTrace> parts = new ArrayList<>();

    /** @param clusters that are known, the one that Argo CD runs in among them */
    SourceBuild(
            Kustomizer kustomizer,
            ChartTools tools,
            Application application,
            List<Cluster> clusters,
            Surroundings surroundings,
            Consumer<Finding> findings) {
        this.clusters = clusters;
        this.kustomizer = kustomizer;
        this.tools = tools;
        this.application = application;
        this.surroundings = surroundings;
        this.tree = surroundings.tracing();
        this.repository = new OwnRepository(surroundings, tree);
        this.findings = findings;
        this.instance = application.instance(surroundings);
        application.sources().stream()
                .filter(source -> !source.ref().isEmpty())
                .forEach(source -> references.put(source.ref(), source));
    }

    /** Why a part of what was rendered is not there, as the end of a sentence; empty when all of it is. */
    String leftOut() {
        return leftOut;
    }

    /** Of work for all sources. */
    long steps() {
        return steps;
    }

    SourceTrace trace() {
        return tree.trace(parts);
    }

    List<Manifest> manifests(ApplicationSource written) throws RenderFailure, NotRendered {
        return TargetObjects.of(documents(written), findings);
    }

    private List<Manifest> documents(ApplicationSource written) throws RenderFailure, NotRendered {
        try {
            if (!written.chart().isEmpty()) {
                return chartOf(written);
            }
            String elsewhere = repository.elsewhere(written.repoUrl(), written.revision());
            if (!elsewhere.isEmpty()) {
                throw NotRendered.elsewhere(elsewhere);
            }
            SourcePath root = repository.root(written.repoUrl());
            SourcePath directory = directory(root, written);
            return manifests(SourceOverrides.applied(written, tree, directory, instance), root, directory);
        } catch (SourceException e) {
            String message = "The source cannot be read: %s.".formatted(e.getMessage());
            throw new RenderFailure(
                    e.isUnchecked()
                            ? Finding.unchecked("argocd/source", message, written.origin())
                            : Finding.error("argocd/source", message, written.origin()));
        } catch (ChartException e) {
            String message = "The chart of `%s` cannot be used: %s.".formatted(application.name(), e.reason());
            throw new RenderFailure(
                    e.isLimit()
                            ? Finding.unchecked("helm/chart-limit", message, written.origin())
                            : Finding.error("helm/chart", message, written.origin()));
        } catch (ChartDependencies.Missing e) {
            throw refused("its chart depends on " + e.address().describe(), e.refusal(), written);
        } catch (BuildException e) {
            throw new RenderFailure(e.finding());
        }
    }

    private SourcePath directory(SourcePath root, ApplicationSource source) throws RenderFailure, SourceException {
        String path = source.path().isEmpty() ? "." : source.path();
        if (path.startsWith("/")) {
            throw new RenderFailure(Finding.error(
                            "argocd/path",
                            "`%s` is an absolute path, which Argo CD refuses.".formatted(path),
                            source.origin())
                    .withFix("Write it from the root of the repository, without the slash before it."));
        }
        SourceEntry entry = tree.find(root.resolve(path)).orElse(null);
        if (entry == null || !entry.isDirectory()) {
            throw new RenderFailure(Finding.error(
                            "argocd/missing-path",
                            "There is no directory `%s`, which the Application `%s` applies."
                                    .formatted(path, application.name()),
                            source.origin())
                    .withFix("Correct the path; it begins at the root of the repository."));
        }
        return entry.path();
    }

    private List<Manifest> manifests(ApplicationSource source, SourcePath root, SourcePath directory)
            throws RenderFailure, NotRendered, SourceException, ChartException, ChartDependencies.Missing,
                    BuildException {
        return switch (SourceTool.of(source, tree, directory)) {
            case PLUGIN ->
                throw NotRendered.beyond("it is rendered by a config management plugin, which is not run here", "");
            case DIRECTORY -> {
                DirectorySource files = new DirectorySource(tree, directory, source.directory(), findings);
                List<Manifest> manifests = files.manifests();
                steps += files.steps();
                if (files.hasJsonnet()) {
                    leftOut = "it has files of Jsonnet, which is not rendered here";
                }
                yield manifests;
            }
            case KUSTOMIZE -> kustomized(source, directory);
            case HELM -> {
                if (!ChartFolder.isOne(tree, directory)) {
                    throw new RenderFailure(Finding.error(
                            "helm/chart",
                            "There is no chart at `%s`, which the Application `%s` renders."
                                    .formatted(directory, application.name()),
                            source.origin()));
                }
                Chart chart = new ChartDependencies(tree, tools.archives())
                        .complete(new ChartFolder(tree).read(directory), directory);
                yield rendered(chart, source, new ReferencedFiles(tree, directory, root, references, repository, null));
            }
        };
    }

    private List<Manifest> kustomized(ApplicationSource source, SourcePath directory)
            throws RenderFailure, SourceException, BuildException {
        KustomizeOptions options =
                new KustomizeOptions(tree, source.kustomize(), new BuildEnvironment(application, source, instance));
        KustomizationFiles.Content content =
                options.isEmpty() ? null : options.merged(kustomizer.content(tree, directory, findings));
        ArgoSettings settings = ArgoSettings.of(application, surroundings);
        // the tree itself, by which the memo knows what was built before
        Build build = kustomizer.build(surroundings.tree(), directory, content, settings.kustomize());
        parts.add(build.trace());
        steps += build.steps();
        build.findings().forEach(findings);
        if (settings.refusesCharts() && source.kustomize().text("version").isEmpty()) {
            new RefusedCharts(tree, application, findings)
                    .in(build.trace().read().keySet());
        }
        return build.manifests();
    }

    private List<Manifest> chartOf(ApplicationSource source)
            throws RenderFailure, NotRendered, SourceException, ChartException {
        String url = source.repoUrl();
        // registries are written without a scheme
        boolean registry = url.startsWith("oci://") || !url.contains("://");
        ChartAddress address = registry
                ? new ChartAddress.Oci(
                        url.replaceFirst("^oci://", "").replaceFirst("/+$", "") + "/" + source.chart(),
                        source.revision(),
                        ChartAddress.Oci.ReferenceKind.SEMVER)
                : new ChartAddress.Repository(url, source.chart(), source.revision());
        Fetched<ChartArchives.Archive> fetched = tools.archives().get(address);
        if (fetched instanceof Fetched.Refusal<ChartArchives.Archive> refusal) {
            throw refused(address.describe() + " is not in this repository", refusal, source);
        }
        ChartArchives.Archive archive = ((Fetched.Content<ChartArchives.Archive>) fetched).content();
        Chart chart = ChartArchive.read(archive.content(), archive.name(), source.origin());
        return rendered(
                chart,
                source,
                new ReferencedFiles(tree, SourcePath.ROOT, SourcePath.ROOT, references, repository, chart));
    }

    private List<Manifest> rendered(Chart chart, ApplicationSource source, ReferencedFiles files)
            throws RenderFailure, NotRendered, SourceException, ChartException {
        HelmValues values = new HelmValues(source.helm(), files, new BuildEnvironment(application, source, instance));
        Chart checked = source.helm().isTrue("skipSchemaValidation") ? withoutSchemas(chart) : chart;
        return new HelmSource(
                        application,
                        source,
                        tools,
                        () -> surroundings.learn(new ClusterScopes(Destination.of(application, clusters), clusters)),
                        findings)
                .manifests(checked, values.compose());
    }

    private static Chart withoutSchemas(Chart chart) throws ChartException {
        SortedMap<String, ChartFile> files = new TreeMap<>(chart.files());
        files.keySet().removeIf(path -> path.equals(SCHEMA) || path.endsWith("/" + SCHEMA));
        return Chart.of(files);
    }

    private RenderFailure refused(String what, Fetched.Refusal<?> refusal, ApplicationSource source)
            throws NotRendered {
        String sentence = Character.toUpperCase(what.charAt(0)) + what.substring(1) + ": " + refusal.why() + ".";
        return switch (refusal.reason()) {
            case NOT_ALLOWED ->
                throw NotRendered.beyond(
                        what + ", and " + refusal.why(),
                        "Nothing, if that is meant; else allow its host (`ksail-bot.fetch.hosts`, or `--fetch`), or"
                                + " commit the chart.");
            case ABSENT -> new RenderFailure(Finding.error("helm/fetch", sentence, source.origin()));
            case TOO_LARGE, UNAVAILABLE ->
                new RenderFailure(Finding.unchecked("helm/fetch", sentence, source.origin()));
        };
    }
}
