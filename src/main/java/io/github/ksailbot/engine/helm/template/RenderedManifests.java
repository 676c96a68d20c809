package io.github.ksailbot.engine.helm.template;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.helm.template.Rendering.Document;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives what a chart renders to its origins. Of a chart in the repository: the line of the template, with the line of the
 * release's values, or else of the chart's own, behind it where the value is one of them. Of any other chart: the line of the values, else the line that names
 * the chart.
 */
public final class RenderedManifests {
    /** Mappings, sequences, scalars and keys; the largest public charts render to some ten thousand. */
    private static final int MAX_NODES = 300_000;

    private static final long MAX_COMPARISONS = 5_000_000;

    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT);

    private final Chart chart;
    private final Map<String, String> directories;
    private final Map<String, TemplateLines> templates = new HashMap<>();
    private final ValueOrigins values;
    private final ValueOrigins defaults;
    private final Origin release;
    private final Consumer<Finding> findings;
    private final TemplateLines.Comparisons comparisons = new TemplateLines.Comparisons(MAX_COMPARISONS);
    private long nodes;

    /**
     * @param values of the release, without those of the chart
     * @param release the line that names the chart, for what comes from no file
     * @param findings takes what is wrong with the YAML that comes of it
     */
    public RenderedManifests(Chart chart, MappingNode values, Origin release, Consumer<Finding> findings) {
        this.chart = chart;
        this.directories = directories(chart);
        this.values = new ValueOrigins(values);
        this.defaults = new ValueOrigins(chart.values());
        this.release = release;
        this.findings = findings;
    }

    /** Resources in the order of their documents; the items of lists one by one. */
    public List<MappingNode> read(List<Document> documents) {
        List<MappingNode> resources = new ArrayList<>();
        for (Document document : documents) {
            if (nodes >= MAX_NODES) {
                findings.accept(Finding.unchecked(
                        "helm/limit",
                        "The chart `%s` renders to more than %d values; it was not judged."
                                .formatted(chart.name(), MAX_NODES),
                        release));
                return List.of();
            }
            read(document, resources);
        }
        return resources;
    }

    private void read(Document document, List<MappingNode> into) {
        ChartFile file = file(document.template());
        OriginFile rendered = new OriginFile(document.template(), release);
        YamlDocuments yaml = new YamlReader(YamlLimits.DEFAULT.withNodes((int) (MAX_NODES - nodes)))
                .read(rendered, document.yaml().getBytes(StandardCharsets.UTF_8));
        nodes += yaml.nodes();
        Places places = new Places(file, document);
        yaml.findings().stream()
                .map(finding -> {
                    Origin at = finding.origin();
                    return new Finding(
                            finding.rule(),
                            finding.severity(),
                            "In what `%s` renders to: %s".formatted(document.template(), finding.message()),
                            finding.resource(),
                            finding.field(),
                            at == null ? release : places.of(at),
                            finding.fix());
                })
                .forEach(findings);
        for (Node node : yaml.documents()) {
            Node placed = places.place(node, "");
            if (placed instanceof MappingNode mapping) {
                addItems(mapping, into);
            }
        }
    }

    private static void addItems(MappingNode resource, List<MappingNode> into) {
        SequenceNode items = resource.text("kind").endsWith("List") ? resource.sequence("items") : null;
        if (items == null) {
            into.add(resource);
            return;
        }
        for (Node item : items.items()) {
            if (item instanceof MappingNode mapping) {
                addItems(mapping, into);
            }
        }
    }

    /** The file of a template by the path that Helm prints, where charts in the chart go by their names. */
    private @Nullable ChartFile file(String template) {
        String path = template;
        int charts = template.lastIndexOf("/charts/");
        while (charts >= 0) {
            int end = template.indexOf('/', charts + "/charts/".length());
            String directory = end < 0 ? null : directories.get(template.substring(0, end));
            if (directory != null) {
                return chart.file(directory + template.substring(end));
            }
            charts = template.lastIndexOf("/charts/", charts - 1);
        }
        int slash = path.indexOf('/');
        return slash < 0 ? null : chart.file(path.substring(slash + 1));
    }

    /** Directories of the charts in a chart by the path that Helm calls them. */
    private static Map<String, String> directories(Chart chart) {
        Map<String, String> names = new HashMap<>();
        names.put("", chart.name());
        Map<String, String> result = new HashMap<>();
        for (Map.Entry<String, ChartFile> entry : chart.files().entrySet()) {
            String path = entry.getKey();
            if (path.startsWith("charts/") && path.endsWith("/Chart.yaml")) {
                String directory = path.substring(0, path.length() - "/Chart.yaml".length());
                YamlDocuments yaml =
                        READER.read(entry.getValue().place(), entry.getValue().content());
                String name = !yaml.documents().isEmpty() && yaml.documents().get(0) instanceof MappingNode metadata
                        ? metadata.text("name")
                        : "";
                int above = directory.lastIndexOf("/charts/");
                String parent = above < 0 ? chart.name() : names.getOrDefault(directory.substring(0, above), "");
                names.put(directory, parent + "/charts/" + name);
                result.put(parent + "/charts/" + name, directory);
            }
        }
        return result;
    }

    /** Origins of one document. */
    private final class Places {
        private final @Nullable ChartFile file;
        private final @Nullable TemplateLines template;
        private final int[] lines;
        private final List<String> columns;

        Places(@Nullable ChartFile file, Document document) {
            this.file = file;
            this.template = file == null
                    ? null
                    : templates.computeIfAbsent(
                            document.template(), any -> new TemplateLines(file.content(), comparisons));
            this.columns = List.of(document.yaml().split("\n", -1));
            this.lines = template == null ? new int[0] : template.of(columns);
        }

        private int line(Origin rendered) {
            int line = rendered.line() - 1;
            return line >= 0 && line < lines.length ? lines[line] : -1;
        }

        Origin of(Origin rendered) {
            int line = line(rendered);
            return file == null || line < 0
                    ? release.as(Writer.HELM, null)
                    : Origin.of(file.place(), line + 1, rendered.column()).as(Writer.HELM, null);
        }

        private Origin of(ScalarNode scalar, String key) {
            Origin place = of(scalar.origin());
            int line = line(scalar.origin());
            String path =
                    template == null || line < 0 ? null : template.value(line).orElse(null);
            boolean isElsewhere = file == null || file.place().fetchedBy() != null;
            Origin given = values.find(path, key, scalar);
            if (given == null && !isElsewhere) {
                given = defaults.find(path, key, scalar);
            }
            if (given == null) {
                return place;
            }
            return isElsewhere ? given.as(Writer.HELM, place) : place.as(Writer.HELM, given);
        }

        Node place(Node node, String key) {
            if (node instanceof ScalarNode scalar) {
                return scalar.withOrigin(of(scalar, key));
            }
            if (node instanceof SequenceNode sequence) {
                List<Node> items = new ArrayList<>(sequence.size());
                sequence.items().forEach(item -> items.add(place(item, key)));
                return new SequenceNode(items, of(sequence.origin()));
            }
            MappingNode mapping = (MappingNode) node;
            List<MappingNode.Entry> entries = new ArrayList<>(mapping.size());
            for (MappingNode.Entry entry : mapping.entries()) {
                entries.add(new MappingNode.Entry(
                        entry.key().withOrigin(of(entry.key().origin())),
                        place(entry.value(), entry.key().text())));
            }
            return MappingNode.of(entries, of(mapping.origin()));
        }
    }
}
