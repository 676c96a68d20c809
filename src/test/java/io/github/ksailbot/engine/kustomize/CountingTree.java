package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often each file is read. */
final class CountingTree implements SourceTree {
    private final SourceTree tree;
    private final boolean hasFreeIds;
    private final Map<String, Integer> reads = new ConcurrentHashMap<>();

    CountingTree(SourceTree tree) {
        this(tree, tree.hasFreeIds());
    }

    CountingTree(SourceTree tree, boolean hasFreeIds) {
        this.tree = tree;
        this.hasFreeIds = hasFreeIds;
    }

    /** By path, without the files that were not read. */
    Map<String, Integer> reads() {
        return reads;
    }

    @Override
    public byte[] read(SourcePath file) throws SourceException {
        reads.merge(file.value(), 1, Integer::sum);
        return tree.read(file);
    }

    @Override
    public Optional<SourceEntry> find(SourcePath path) throws SourceException {
        return tree.find(path);
    }

    @Override
    public List<SourceEntry> list(SourcePath directory) throws SourceException {
        return tree.list(directory);
    }

    @Override
    public List<String> names(SourcePath directory) throws SourceException {
        return tree.names(directory);
    }

    @Override
    public boolean hasFreeIds() {
        return hasFreeIds;
    }
}
