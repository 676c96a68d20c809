package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the entries and nodes of one graph have rendered so far. Of two objects with the same key the later one counts. */
final class KnownObjects implements Surroundings {
    private final SourceTree tree;
    private final SourcePath artifactRoot;
    private final Set<RepositoryUrl> addresses;
    private final Map<String, Map<ObjectKey, Manifest>> byKind = new LinkedHashMap<>();

    /** Lists that were asked for, until there is another object of their kind. */
    private final Map<String, List<Manifest>> lists = new HashMap<>();

    KnownObjects(SourceTree tree, SourcePath artifactRoot, Set<RepositoryUrl> addresses) {
        this.tree = tree;
        this.artifactRoot = artifactRoot;
        this.addresses = Set.copyOf(addresses);
    }

    /** Of an entry: of two with the same key the first one counts. */
    void addFirst(Manifest object) {
        lists.remove(object.kind());
        ofKind(object.kind()).putIfAbsent(ObjectKey.of(object), object);
    }

    void add(Manifest object) {
        lists.remove(object.kind());
        ofKind(object.kind()).put(ObjectKey.of(object), object);
    }

    private Map<ObjectKey, Manifest> ofKind(String kind) {
        return byKind.computeIfAbsent(kind, any -> new LinkedHashMap<>());
    }

    @Override
    public SourceTree tree() {
        return tree;
    }

    @Override
    public SourcePath artifactRoot() {
        return artifactRoot;
    }

    @Override
    public Set<RepositoryUrl> addresses() {
        return addresses;
    }

    @Override
    public @Nullable Manifest find(ObjectKey key) {
        return byKind.getOrDefault(key.kind(), Map.of()).get(key);
    }

    @Override
    public List<Manifest> all(String kind) {
        return lists.computeIfAbsent(
                kind, any -> List.copyOf(byKind.getOrDefault(kind, Map.of()).values()));
    }
}
