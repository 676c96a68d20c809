package io.github.ksailbot.cli.scan;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Manifests that are written as JSON. Most JSON is something else: what has no {@code apiVersion} and kind is passed over. */
final class JsonManifests {
    private static final int MAX_DIRECTORIES = 10_000;

    private JsonManifests() {}

    /** By path. */
    static List<Manifest> find(SourceTree tree) throws SourceException {
        List<Manifest> manifests = new ArrayList<>();
        Deque<SourcePath> pending = new ArrayDeque<>(List.of(SourcePath.ROOT));
        Set<SourcePath> visited = new HashSet<>();
        while (!pending.isEmpty() && visited.size() < MAX_DIRECTORIES) {
            SourcePath directory = pending.remove();
            if (!visited.add(directory)) {
                continue;
            }
            for (SourceEntry entry : tree.list(directory)) {
                String name = entry.path().name();
                if (name.startsWith(".")) {
                    continue;
                }
                if (entry.isDirectory()) {
                    pending.add(entry.path());
                } else if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
                    read(tree, entry.path(), manifests);
                }
            }
        }
        return manifests;
    }

    private static void read(SourceTree tree, SourcePath file, List<Manifest> to) throws SourceException {
        for (Node document : new YamlReader(YamlLimits.DEFAULT)
                .read(file.value(), tree.read(file))
                .documents()) {
            if (document instanceof MappingNode root
                    && !root.text("apiVersion").isEmpty()
                    && !root.text("kind").isEmpty()) {
                to.add(new Manifest(root));
            }
        }
    }
}
