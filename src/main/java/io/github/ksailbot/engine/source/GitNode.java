package io.github.ksailbot.engine.source;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A node of a {@link GitSourceTree}. */
final class GitNode implements RawNode {
    private final GitObjects objects;
    private final SourceLimits limits;
    private final SourcePath path;
    private final GitListing.Entry entry;
    private final Map<String, GitNode> children;
    /** Let go when memory is short: a hostile tree has as many large directories as it likes, and all of it stays for a verdict. */
    private volatile @Nullable SoftReference<GitListing> listing;

    private GitNode(GitObjects objects, SourceLimits limits, SourcePath path, GitListing.Entry entry) {
        this.objects = objects;
        this.limits = limits;
        this.path = path;
        this.entry = entry;
        this.children = entry.kind() == Kind.DIRECTORY ? new ConcurrentHashMap<>() : Map.of();
    }

    static GitNode root(GitObjects objects, SourceLimits limits, ObjectId tree) {
        return new GitNode(objects, limits, SourcePath.ROOT, new GitListing.Entry(Kind.DIRECTORY, tree.name()));
    }

    @Override
    public Kind kind() {
        return entry.kind();
    }

    @Override
    public @Nullable RawNode child(String name) throws SourceException {
        if (kind() != Kind.DIRECTORY) {
            return null;
        }
        GitNode known = children.get(name);
        if (known == null) {
            GitListing.Entry child = listing().entry(name);
            if (child == null) {
                return null;
            }
            known = new GitNode(objects, limits, path.child(name), child);
            children.put(name, known);
        }
        return known;
    }

    @Override
    public List<String> names() throws SourceException {
        return kind() == Kind.DIRECTORY ? listing().names() : List.of();
    }

    @Override
    public byte[] read(int limit) throws SourceException {
        return objects.read(entry.object(), path, limit);
    }

    @Override
    public String id() {
        return entry.id();
    }

    private GitListing listing() throws SourceException {
        SoftReference<GitListing> kept = listing;
        GitListing known = kept == null ? null : kept.get();
        if (known == null) {
            known = objects.list(entry.object(), path, limits.directoryEntries());
            listing = new SoftReference<>(known);
        }
        return known;
    }
}
