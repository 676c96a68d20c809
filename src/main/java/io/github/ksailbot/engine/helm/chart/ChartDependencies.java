package io.github.ksailbot.engine.helm.chart;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds the charts that a chart of the repository depends on and does not hold in {@code charts/}, as source-controller does when
 * it packs the chart: those beside it by their path, all others through {@link ChartArchives}.
 */
public final class ChartDependencies {
    private static final int MAX_DEPTH = 8;
    private static final String FILE = "file://";

    private final SourceTree tree;
    private final ChartArchives archives;

    public ChartDependencies(SourceTree tree, ChartArchives archives) {
        this.tree = tree;
        this.archives = archives;
    }

    /** A chart that others lack, and that is not to be had. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient ChartAddress address;
        private final transient Origin origin;
        private final transient Fetched.Refusal<?> refusal;

        private Missing(ChartAddress address, Origin origin, Fetched.Refusal<?> refusal) {
            super(address.describe());
            this.address = address;
            this.origin = origin;
            this.refusal = refusal;
        }

        public ChartAddress address() {
            return address;
        }

        /** The line that depends on it. */
        public Origin origin() {
            return origin;
        }

        public Fetched.Refusal<?> refusal() {
            return refusal;
        }
    }

    /**
     * @param directory of the chart
     * @throws Missing when a chart is not in the repository and not to be had
     */
    public Chart complete(Chart chart, SourcePath directory) throws ChartException, Missing {
        return complete(chart, directory, 0);
    }

    private Chart complete(Chart chart, SourcePath directory, int depth) throws ChartException, Missing {
        SequenceNode dependencies = chart.metadata().sequence("dependencies");
        if (dependencies == null) {
            return chart;
        }
        if (depth > MAX_DEPTH) {
            throw ChartException.limit("it depends on charts more than " + MAX_DEPTH + " deep", Chart.METADATA);
        }
        SortedMap<String, ChartFile> added = new TreeMap<>();
        for (Node node : dependencies.items()) {
            if (node instanceof MappingNode dependency && !holds(chart, dependency.text("name"))) {
                Chart part = part(dependency, directory, depth);
                String place = Chart.CHARTS + part.name() + "/";
                part.files().forEach((path, file) -> added.put(place + path, file));
            }
        }
        return added.isEmpty() ? chart : limited(chart.with(added));
    }

    private Chart part(MappingNode dependency, SourcePath directory, int depth) throws ChartException, Missing {
        String repository = dependency.text("repository");
        String name = dependency.text("name");
        if (repository.startsWith(FILE) || repository.isEmpty()) {
            String path = repository.isEmpty() ? "charts/" + name : repository.substring(FILE.length());
            try {
                SourcePath place = directory.resolve(path);
                return complete(new ChartFolder(tree).read(place), place, depth + 1);
            } catch (SourceException e) {
                throw ChartException.of(
                        "it depends on `" + name + "` at `" + path + "`: " + e.getMessage(), Chart.METADATA);
            } catch (ChartException e) {
                throw ChartException.of(
                        "it depends on the chart `%s` at `%s`, which cannot be read: %s"
                                .formatted(name, path, e.reason()),
                        Chart.METADATA);
            }
        }
        ChartAddress address = address(repository, name, dependency.text("version"));
        ScalarNode named = dependency.scalar("name");
        Origin origin = named == null ? dependency.origin() : named.origin();
        Fetched<ChartArchives.Archive> fetched = archives.get(address);
        if (fetched instanceof Fetched.Refusal<ChartArchives.Archive> refusal) {
            throw new Missing(address, origin, refusal);
        }
        ChartArchives.Archive archive = ((Fetched.Content<ChartArchives.Archive>) fetched).content();
        return ChartArchive.read(archive.content(), archive.name(), origin);
    }

    private static ChartAddress address(String repository, String name, String version) {
        return repository.startsWith("oci://")
                ? new ChartAddress.Oci(
                        repository.substring("oci://".length()) + "/" + name,
                        version,
                        ChartAddress.Oci.ReferenceKind.SEMVER)
                : new ChartAddress.Repository(repository, name, version);
    }

    /** Whether a chart of that name lies in the chart's own {@code charts/}, in whatever directory. */
    private static boolean holds(Chart chart, String name) {
        for (Map.Entry<String, ChartFile> entry : chart.files().entrySet()) {
            String[] segments = entry.getKey().split("/", -1);
            if (segments.length == 3 && segments[0].equals("charts") && segments[2].equals(Chart.METADATA)) {
                Node metadata = Chart.document(entry.getValue());
                if (metadata instanceof MappingNode mapping
                        && mapping.text("name").equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Chart limited(Chart chart) throws ChartException {
        ChartFiles files = new ChartFiles(ChartLimits.DEFAULT);
        for (Map.Entry<String, ChartFile> entry : chart.files().entrySet()) {
            files.add(
                    entry.getKey(), entry.getValue().content(), entry.getValue().place());
        }
        return chart;
    }
}
