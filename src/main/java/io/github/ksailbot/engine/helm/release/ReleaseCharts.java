package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.flux.FluxSources;
import io.github.ksailbot.engine.flux.SourceReference;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchive;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.ChartDependencies;
import io.github.ksailbot.engine.helm.chart.ChartException;
import io.github.ksailbot.engine.helm.chart.ChartFolder;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Finds the charts of releases: in this repository, or through {@link ChartArchives}.
 *
 * <p>Findings: {@code helm/chart}, {@code helm/chart-limit}, {@code helm/values-file}, {@code helm/fetch}, {@code
 * flux/source-kind}.
 */
final class ReleaseCharts {
    private static final String LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final String ALLOW =
            "Nothing, if that is meant; else allow its host (`ksail-bot.fetch.hosts`, or `--fetch`), or commit the"
                    + " chart.";
    private static final int DIGEST_DIGITS = 12;

    private final HelmRelease release;
    private final Surroundings surroundings;
    private final SourceTree tree;
    private final ChartArchives archives;

    /** @param tree of the surroundings, as the result's trace sees it */
    ReleaseCharts(HelmRelease release, Surroundings surroundings, SourceTree tree, ChartArchives archives) {
        this.release = release;
        this.surroundings = surroundings;
        this.tree = tree;
        this.archives = archives;
    }

    /** The objects that a release's chart comes from. */
    static ObjectKey source(HelmRelease release) {
        MappingNode reference = release.chartRef();
        if (reference != null) {
            return ObjectKey.of(reference, "OCIRepository", release.namespace());
        }
        MappingNode spec = release.chartSpec();
        return spec == null ? release.key() : sourceOf(spec, release.namespace());
    }

    private static ObjectKey sourceOf(MappingNode spec, String namespace) {
        MappingNode reference = spec.mapping("sourceRef");
        return reference == null
                ? new ObjectKey("HelmRepository", namespace, "")
                : ObjectKey.of(reference, "HelmRepository", namespace);
    }

    ReleaseChart find() {
        MappingNode reference = release.chartRef();
        MappingNode spec = release.chartSpec();
        try {
            if (spec != null) {
                return specified(spec, release.manifest(), "spec.chart.spec");
            }
            return reference != null
                    ? referenced(reference)
                    : broken(
                            "helm/chart",
                            "The release names no chart.",
                            release.manifest().origin());
        } catch (ChartException e) {
            return unreadable(e);
        } catch (ChartDependencies.Missing e) {
            String reason = "its chart depends on " + e.address().describe();
            return refused(reason, e.refusal(), e.origin());
        } catch (SourceException e) {
            return broken("helm/chart", "The chart cannot be read: " + e.getMessage() + ".", release.chartOrigin());
        }
    }

    private ReleaseChart referenced(MappingNode node)
            throws ChartException, ChartDependencies.Missing, SourceException {
        SourceReference reference =
                new SourceReference(release.manifest(), "spec.chartRef", node, SourceReference.OF_CHARTS);
        ObjectKey key = source(release);
        Manifest object = surroundings.find(key);
        if (object == null) {
            return undeclared(key, reference);
        }
        MappingNode spec = object.spec();
        return switch (key.kind()) {
            case "HelmChart" -> specified(spec, object, "spec");
            case "OCIRepository" -> inRegistry(spec);
            default -> new ReleaseChart.Elsewhere("its chart comes from a `" + key.kind() + "`", "");
        };
    }

    private ReleaseChart inRegistry(MappingNode spec) throws ChartException {
        MappingNode selector = spec.mapping("layerSelector");
        String mediaType = selector == null ? "" : selector.text("mediaType");
        if (!mediaType.isEmpty() && !mediaType.equals(LAYER)) {
            return new ReleaseChart.Elsewhere("its chart is in a layer of the type `" + mediaType + "`", "");
        }
        MappingNode ref = spec.mapping("ref");
        if (ref != null
                && !ref.text("semverFilter").isEmpty()
                && ref.text("digest").isEmpty()) {
            return new ReleaseChart.Elsewhere("the version of its chart is chosen by a `semverFilter`", "");
        }
        return fetched(SourceAddresses.oci(spec));
    }

    /** A source that is not there: by its kind it can be none, or it is unknown. */
    private ReleaseChart undeclared(ObjectKey key, @Nullable SourceReference reference) {
        String reason = "nothing here declares `" + key + "`";
        if (reference == null) {
            return new ReleaseChart.Elsewhere(reason, "");
        }
        Finding wrongKind = reference.wrongKind();
        return wrongKind == null
                ? new ReleaseChart.Undeclared(reason, reference, reference.advice(key, surroundings))
                : new ReleaseChart.Broken(wrongKind);
    }

    /**
     * A chart as a {@code HelmChart} and the template of one say it.
     *
     * @param object that says it
     * @param field path of the specification in the object
     */
    private ReleaseChart specified(MappingNode spec, Manifest object, String field)
            throws ChartException, ChartDependencies.Missing, SourceException {
        ObjectKey key = sourceOf(spec, object.namespace());
        MappingNode node = spec.mapping("sourceRef");
        SourceReference reference = node == null
                ? null
                : new SourceReference(object, field + ".sourceRef", node, SourceReference.OF_CHART_SPECS);
        if (key.kind().equals("GitRepository")) {
            return inGit(spec, key, reference);
        }
        Manifest source = surroundings.find(key);
        if (source == null) {
            return undeclared(key, reference);
        }
        if (!key.kind().equals("HelmRepository")) {
            return new ReleaseChart.Elsewhere("its chart comes from a `" + key.kind() + "`", "");
        }
        MappingNode repository = source.spec();
        String url = repository.text("url");
        if (!url.matches("[a-z]+://.+")) {
            ScalarNode written = repository.scalar("url");
            return broken(
                    "helm/chart",
                    "The address `%s` of `%s` is not one: it begins with `https://` or `oci://`.".formatted(url, key),
                    written == null ? source.origin() : written.origin());
        }
        ReleaseChart found = fetched(SourceAddresses.repository(repository, spec.text("chart"), spec.text("version")));
        return found instanceof ReleaseChart.Found chart ? withValuesFiles(chart.chart(), spec) : found;
    }

    private ReleaseChart withValuesFiles(Chart chart, MappingNode spec) {
        return ValuesFiles.of(release, spec).merged(chart);
    }

    private ReleaseChart inGit(MappingNode spec, ObjectKey key, @Nullable SourceReference reference)
            throws ChartException, ChartDependencies.Missing, SourceException {
        FluxSources sources = new FluxSources(surroundings);
        String elsewhere = sources.elsewhere(key);
        if (!elsewhere.isEmpty()) {
            Manifest object = surroundings.find(key);
            if (object == null) {
                return sources.isKnown(key) ? new ReleaseChart.Elsewhere(elsewhere, "") : undeclared(key, reference);
            }
            return fetched(SourceAddresses.git(object.spec(), spec.text("chart")));
        }
        String path = spec.text("chart").replaceFirst("^/+", "");
        SourcePath root = sources.root(key, release.manifest(), path);
        SourcePath directory = root.resolve(path.isEmpty() ? "." : path);
        SourceEntry entry = tree.find(directory).orElse(null);
        if (entry != null && entry.isFile()) {
            Chart packed =
                    ChartArchive.read(tree.read(entry.path()), entry.path().value(), release.chartOrigin());
            return ValuesFiles.of(release, spec).merged(packed, tree, root);
        }
        if (!ChartFolder.isOne(tree, directory)) {
            return broken(
                    "helm/chart",
                    "There is no chart at `%s`, which `%s` installs.".formatted(spec.text("chart"), release.name()),
                    release.chartOrigin());
        }
        Chart chart = new ChartDependencies(tree, archives).complete(new ChartFolder(tree).read(directory), directory);
        return ValuesFiles.of(release, spec).merged(chart, tree, root);
    }

    private ReleaseChart fetched(ChartAddress address) throws ChartException {
        Fetched<ChartArchives.Archive> fetched = archives.get(address);
        if (fetched instanceof Fetched.Refusal<ChartArchives.Archive> refusal) {
            return refused(address.describe() + " is not in this repository", refusal, release.chartOrigin());
        }
        ChartArchives.Archive archive = ((Fetched.Content<ChartArchives.Archive>) fetched).content();
        Chart chart = ChartArchive.read(archive.content(), archive.name(), release.chartOrigin());
        boolean isTracked = release.chartRef() != null && archive.digest().startsWith("sha256:");
        return new ReleaseChart.Found(isTracked ? tracked(chart, archive.digest()) : chart);
    }

    /** helm-controller adds the digest of an OCI artifact to the version, so that a moved tag is a new version. */
    private static Chart tracked(Chart chart, String digest) throws ChartException {
        int from = "sha256:".length();
        String digits = digest.substring(from, Math.min(digest.length(), from + DIGEST_DIGITS));
        return chart.withVersion(chart.version().replaceFirst("\\+.*$", "") + "+" + digits);
    }

    private ReleaseChart refused(String what, Fetched.Refusal<?> refusal, Origin origin) {
        return switch (refusal.reason()) {
            case NOT_ALLOWED -> new ReleaseChart.Elsewhere(what + ", and " + refusal.why(), ALLOW);
            case ABSENT -> broken("helm/fetch", sentence(what, refusal), origin);
            case TOO_LARGE, UNAVAILABLE ->
                new ReleaseChart.Broken(Finding.unchecked("helm/fetch", sentence(what, refusal), origin)
                        .about(release.manifest().id(), ""));
        };
    }

    private static String sentence(String what, Fetched.Refusal<?> refusal) {
        return Character.toUpperCase(what.charAt(0)) + what.substring(1) + ": " + refusal.why() + ".";
    }

    private ReleaseChart unreadable(ChartException e) {
        String message = "The chart of `%s` cannot be used: %s.".formatted(release.name(), e.reason());
        Finding finding = e.isLimit()
                ? Finding.unchecked("helm/chart-limit", message, release.chartOrigin())
                : Finding.error("helm/chart", message, release.chartOrigin());
        return new ReleaseChart.Broken(finding.about(release.manifest().id(), "spec.chart"));
    }

    private ReleaseChart broken(String rule, String message, Origin origin) {
        return new ReleaseChart.Broken(
                Finding.error(rule, message, origin).about(release.manifest().id(), "spec.chart"));
    }
}
