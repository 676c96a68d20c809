package io.github.ksailbot.outside.fetch.chart;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.outside.fetch.net.FetchException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an {@code index.yaml} says that is of use here.
 *
 * @param charts of each name, in the order of the file
 */
record ChartList(Map<String, List<Item>> charts) {
    /**
     * One version of a chart.
     *
     * @param url of its archive, may be relative to the repository; empty where none is written
     * @param digest SHA-256 of the archive in hexadecimal digits; empty where none is written
     */
    record Item(String version, String url, String digest) {
        static Item of(MappingNode entry) {
            SequenceNode urls = entry.sequence("urls");
            String first =
                    urls != null && !urls.items().isEmpty() && urls.items().get(0) instanceof ScalarNode scalar
                            ? scalar.text()
                            : "";
            return new Item(
                    entry.text("version"),
                    first,
                    entry.text("digest").toLowerCase(Locale.ROOT).replaceFirst("^sha256:", ""));
        }
    }

    static ChartList read(byte[] index) throws FetchException {
        YamlDocuments read = new YamlReader(YamlLimits.DEFAULT).read("index.yaml", index);
        MappingNode root =
                !read.documents().isEmpty() && read.documents().get(0) instanceof MappingNode mapping ? mapping : null;
        if (root == null) {
            throw FetchException.unavailable("its `index.yaml` cannot be read, or is too large", null);
        }
        Map<String, List<Item>> charts = new LinkedHashMap<>();
        MappingNode entries = root.mapping("entries");
        for (MappingNode.Entry entry : entries == null ? List.<MappingNode.Entry>of() : entries.entries()) {
            if (entry.value() instanceof SequenceNode versions) {
                List<Item> items = new ArrayList<>();
                for (Node item : versions.items()) {
                    if (item instanceof MappingNode one) {
                        items.add(Item.of(one));
                    }
                }
                charts.putIfAbsent(entry.key().text(), items);
            }
        }
        return new ChartList(charts);
    }

    /** How many versions of charts it names. */
    int size() {
        return charts.values().stream().mapToInt(List::size).sum();
    }

    /**
     * The version that is asked for, by its name or the newest of a range.
     *
     * @throws FetchException when there is none
     */
    Item find(String name, String version) throws FetchException {
        List<Item> versions = charts.get(name);
        if (versions == null) {
            throw FetchException.absent("its `index.yaml` has no chart `" + name + "`");
        }
        Map<Version, Item> found = new LinkedHashMap<>();
        for (Item one : versions) {
            if (one.version().equals(version.strip())) {
                return one;
            }
            Version.parse(one.version()).ifPresent(parsed -> found.putIfAbsent(parsed, one));
        }
        VersionRange range = VersionRange.parse(version)
                .orElseThrow(
                        () -> FetchException.absent("`" + version + "` is neither a version nor a range of versions"));
        Optional<Version> newest = range.newest(found.keySet());
        return newest.map(found::get)
                .orElseThrow(() -> FetchException.absent("its `index.yaml` has no version %s of the chart `%s`"
                        .formatted(version.isEmpty() ? "" : "`" + version + "`", name)));
    }
}
