package io.github.ksailbot.engine.source;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of a storage that lists a directory in one go; the list is read when somebody asks for it, and kept.
 *
 * @param <N> the storage's own kind of node
 */
abstract class ListedNode<N extends ListedNode<N>> implements RawNode {
    private final Kind kind;
    private volatile @Nullable SortedMap<String, N> children;

    ListedNode(Kind kind) {
        this.kind = kind;
    }

    /** The entries of this directory that {@link EntryNames#isVisible} allows. */
    abstract SortedMap<String, N> list() throws SourceException;

    @Override
    public final Kind kind() {
        return kind;
    }

    @Override
    public final @Nullable RawNode child(String name) throws SourceException {
        return children().get(name);
    }

    @Override
    public final List<String> names() throws SourceException {
        return children().entrySet().stream()
                .filter(child -> child.getValue().kind() != Kind.OTHER)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Empty for what is no directory. */
    final SortedMap<String, N> children() throws SourceException {
        SortedMap<String, N> known = children;
        if (known == null) {
            known = kind == Kind.DIRECTORY ? list() : new TreeMap<>();
            children = known;
        }
        return known;
    }
}
