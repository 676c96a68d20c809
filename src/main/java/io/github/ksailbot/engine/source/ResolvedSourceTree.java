package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.LinkResolver.Resolved;
import io.github.ksailbot.engine.source.SourceException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source tree over raw nodes: what all kinds have in common. */
abstract sealed class ResolvedSourceTree implements SourceTree
        permits MemorySourceTree, DirectorySourceTree, GitSourceTree {
    private final LinkResolver resolver;
    private final SourceLimits limits;

    ResolvedSourceTree(RawNode root, SourceLimits limits) {
        this.resolver = new LinkResolver(root, limits);
        this.limits = limits;
    }

    @Override
    public final Optional<SourceEntry> find(SourcePath path) throws SourceException {
        return resolver.find(path)
                .filter(found -> found.node().kind() != RawNode.Kind.OTHER)
                .map(ResolvedSourceTree::entry);
    }

    @Override
    public final List<SourceEntry> list(SourcePath directory) throws SourceException {
        List<SourceEntry> entries = new ArrayList<>();
        SourcePath real = directory(directory).path();
        for (String name : names(real)) {
            try {
                find(real.child(name)).ifPresent(entries::add);
            } catch (SourceException e) {
                if (e.reason() != Reason.ESCAPES && e.reason() != Reason.LOOP) {
                    throw e;
                }
            }
        }
        return List.copyOf(entries);
    }

    @Override
    public final List<String> names(SourcePath directory) throws SourceException {
        return directory(directory).node().names();
    }

    @Override
    public final byte[] read(SourcePath file) throws SourceException {
        RawNode node = resolver.resolve(file).node();
        if (node.kind() == RawNode.Kind.FILE) {
            return node.read(limits.fileBytes());
        }
        throw new SourceException(
                Reason.WRONG_KIND,
                file,
                node.kind() == RawNode.Kind.DIRECTORY
                        ? "`" + file + "` is a directory, not a file"
                        : "`" + file + "` is a submodule or a special file; those are not read");
    }

    private Resolved directory(SourcePath path) throws SourceException {
        Resolved found = resolver.resolve(path);
        if (found.node().kind() != RawNode.Kind.DIRECTORY) {
            throw new SourceException(Reason.WRONG_KIND, path, "`" + path + "` is not a directory");
        }
        return found;
    }

    private static SourceEntry entry(Resolved found) {
        RawNode node = found.node();
        SourceEntry.Kind kind = node.kind() == RawNode.Kind.FILE ? SourceEntry.Kind.FILE : SourceEntry.Kind.DIRECTORY;
        return new SourceEntry(found.path(), kind, node::id);
    }
}
