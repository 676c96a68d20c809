package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands where in the files of a source tree: scalars by line and column, those of inline patches too. */
final class WrittenPlaces {
    private record Place(int line, int column) {}

    /** Inline patches may hold texts that are YAML again. */
    private static final int LEVELS = 3;

    private final SourceTree tree;
    private final Map<String, Map<Place, List<ScalarNode>>> files = new HashMap<>();
    private final Map<String, Map<Place, List<ScalarNode>>> filesWithInlineTexts = new HashMap<>();
    private final Map<String, String[]> lines = new HashMap<>();

    WrittenPlaces(SourceTree tree) {
        this.tree = tree;
    }

    /** The scalars, keys among them, that begin at an origin; none where no YAML stands. */
    List<ScalarNode> at(Origin origin) {
        Place place = new Place(origin.line(), origin.column());
        List<ScalarNode> found =
                files.computeIfAbsent(origin.file(), file -> index(file, 0)).getOrDefault(place, List.of());
        return !found.isEmpty()
                ? found
                : filesWithInlineTexts
                        .computeIfAbsent(origin.file(), file -> index(file, LEVELS))
                        .getOrDefault(place, List.of());
    }

    /** The bytes of a file; null when there is none. */
    byte[] content(String file) {
        try {
            return tree.read(new SourcePath(file));
        } catch (SourceException e) {
            throw new AssertionError("an origin names a file that is not there: " + file, e);
        }
    }

    /** The text of the line that an origin points to. */
    String line(Origin origin) {
        String[] all = lines.computeIfAbsent(
                origin.file(), file -> new String(content(file), StandardCharsets.UTF_8).split("\r\n|\n|\r", -1));
        return origin.line() <= all.length ? all[origin.line() - 1] : "";
    }

    private Map<Place, List<ScalarNode>> index(String file, int levels) {
        Map<Place, List<ScalarNode>> places = new HashMap<>();
        for (YamlDialect dialect : YamlDialect.values()) {
            YamlReader reader = new YamlReader(YamlLimits.DEFAULT, dialect);
            reader.read(file, content(file)).documents().forEach(node -> add(places, node, reader, levels));
        }
        return places;
    }

    private static void add(Map<Place, List<ScalarNode>> places, Node node, YamlReader reader, int levels) {
        if (node instanceof MappingNode mapping) {
            mapping.entries().forEach(entry -> {
                add(places, entry.key(), reader, 0);
                add(places, entry.value(), reader, levels);
            });
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> add(places, item, reader, levels));
        } else if (node instanceof ScalarNode scalar) {
            Place place = new Place(scalar.origin().line(), scalar.origin().column());
            places.computeIfAbsent(place, key -> new ArrayList<>()).add(scalar);
            if (levels > 0 && scalar.text().indexOf(':') >= 0) {
                reader.readEmbedded(scalar).documents().stream()
                        .filter(inner -> !(inner instanceof ScalarNode))
                        .forEach(inner -> add(places, inner, reader, levels - 1));
            }
        }
    }
}
