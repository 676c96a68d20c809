package io.github.ksailbot.engine.helm.chart;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chart: its files, with those of the charts in it below {@code charts/NAME/}. Archives in {@code charts/} are unpacked.
 * Immutable; the bytes of its files must not be changed.
 */
public final class Chart {
    static final String METADATA = "Chart.yaml";
    static final String VALUES = "values.yaml";
    static final String SCHEMA = "values.schema.json";
    static final String CHARTS = "charts/";
    private static final Pattern PART = Pattern.compile("(charts/[^/]+/)+Chart\\.yaml");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,6}");

    private final SortedMap<String, ChartFile> files;
    private final MappingNode metadata;
    private @Nullable String digest;

    private Chart(SortedMap<String, ChartFile> files, MappingNode metadata) {
        this.files = files;
        this.metadata = metadata;
    }

    /**
     * @param files by path in the chart
     * @throws ChartException when there is no {@code Chart.yaml}, or it is not one
     */
    public static Chart of(SortedMap<String, ChartFile> files) throws ChartException {
        ChartFile file = files.get(METADATA);
        if (file == null) {
            throw ChartException.of("it has no `Chart.yaml`", "");
        }
        if (!(document(file) instanceof MappingNode metadata)) {
            throw ChartException.of("its `Chart.yaml` cannot be read", METADATA);
        }
        if (metadata.text("name").isEmpty()) {
            throw ChartException.of("its `Chart.yaml` has no name", METADATA);
        }
        return new Chart(Collections.unmodifiableSortedMap(new TreeMap<>(files)), metadata);
    }

    public String name() {
        return metadata.text("name");
    }

    public String version() {
        return metadata.text("version");
    }

    /** What {@code Chart.yaml} says. */
    public MappingNode metadata() {
        return metadata;
    }

    /** All files by path in the chart. */
    public SortedMap<String, ChartFile> files() {
        return files;
    }

    public @Nullable ChartFile file(String path) {
        return files.get(path);
    }

    /** The chart's own values; empty when it has none, or they cannot be read. */
    public MappingNode values() {
        ChartFile file = files.get(VALUES);
        Node values = file == null ? null : document(file);
        return values instanceof MappingNode mapping
                ? mapping
                : MappingNode.empty(files.getOrDefault(VALUES, metadataFile()).origin());
    }

    /** The schema of its values; null when it has none. */
    public @Nullable ChartFile schema() {
        return files.get(SCHEMA);
    }

    /**
     * Files with custom resource definitions, of the charts in it behind its own.
     *
     * @param leftOut directories of charts in it that are not installed
     */
    public List<ChartFile> crds(Set<String> leftOut) {
        return files.entrySet().stream()
                .filter(entry -> isCrd(entry.getKey())
                        && leftOut.stream().noneMatch(chart -> entry.getKey().startsWith(chart + "/")))
                .sorted((a, b) -> Integer.compare(depth(a.getKey()), depth(b.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Directories of the charts in it, at any depth, such as {@code charts/redis}. */
    public List<String> parts() {
        return files.keySet().stream()
                .filter(path -> PART.matcher(path).matches())
                .map(path -> path.substring(0, path.length() - METADATA.length() - 1))
                .toList();
    }

    /** Whether a chart in it has templates for others only. */
    public boolean isLibrary(String part) {
        ChartFile file = files.get(part + "/" + METADATA);
        return file != null
                && document(file) instanceof MappingNode mapping
                && mapping.text("type").equals("library");
    }

    /** The same chart with files added or replaced. */
    public Chart with(SortedMap<String, ChartFile> more) throws ChartException {
        SortedMap<String, ChartFile> all = new TreeMap<>(files);
        all.putAll(more);
        return of(all);
    }

    /** The same chart with other values of its own. */
    public Chart withValues(MappingNode values) throws ChartException {
        SortedMap<String, ChartFile> changed = new TreeMap<>();
        byte[] yaml = YamlWriter.write(values).getBytes(StandardCharsets.UTF_8);
        changed.put(VALUES, new ChartFile(yaml, values.origin().in()));
        return with(changed);
    }

    /** The same chart under another version. */
    public Chart withVersion(String version) throws ChartException {
        MappingNode changed = metadata.with("version", ScalarNode.string(version, metadata.origin()));
        SortedMap<String, ChartFile> file = new TreeMap<>();
        file.put(
                METADATA,
                new ChartFile(
                        YamlWriter.write(changed).getBytes(StandardCharsets.UTF_8),
                        metadataFile().place()));
        return with(file);
    }

    /** Equal for charts of the same files, wherever they lie. */
    public String digest() {
        String known = digest;
        if (known == null) {
            known = computeDigest();
            digest = known;
        }
        return known;
    }

    /** Where the chart itself is told of: the begin of its {@code Chart.yaml}. */
    public Origin origin() {
        return metadataFile().origin();
    }

    /**
     * The line of a template that Helm names, where it is in the repository.
     *
     * @param template {@code podinfo/templates/a.yaml:7:2}, the chart's name first, line and column as far as they are known
     */
    public Optional<Origin> place(String template) {
        String[] parts = template.split(":", -1);
        int slash = parts[0].indexOf('/');
        ChartFile file = slash < 0 ? null : files.get(parts[0].substring(slash + 1));
        if (file == null || file.place().fetchedBy() != null) {
            return Optional.empty();
        }
        int line = parts.length > 1 && NUMBER.matcher(parts[1]).matches() ? Integer.parseInt(parts[1]) : 1;
        int column = parts.length > 2 && NUMBER.matcher(parts[2]).matches() ? Integer.parseInt(parts[2]) : 0;
        return Optional.of(Origin.of(file.place(), line, column + 1));
    }

    private ChartFile metadataFile() {
        ChartFile file = files.get(METADATA);
        return file == null ? new ChartFile(new byte[0], OriginFile.of(METADATA)) : file;
    }

    private String computeDigest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, ChartFile> entry : files.entrySet()) {
                byte[] content = entry.getValue().content();
                sha.update((entry.getKey() + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
                sha.update(content);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isCrd(String path) {
        int at = path.lastIndexOf(CHARTS);
        String own = at < 0 ? path : path.substring(path.indexOf('/', at + CHARTS.length()) + 1);
        return own.startsWith("crds/") && (own.endsWith(".yaml") || own.endsWith(".yml") || own.endsWith(".json"));
    }

    private static int depth(String path) {
        return path.split(CHARTS, -1).length;
    }

    static @Nullable Node document(ChartFile file) {
        YamlDocuments documents = new YamlReader(YamlLimits.DEFAULT).read(file.place(), file.content());
        boolean isWhole = documents.findings().stream()
                .noneMatch(finding -> finding.rule().value().equals("yaml/syntax"));
        return isWhole && !documents.documents().isEmpty()
                ? documents.documents().get(0)
                : null;
    }
}
