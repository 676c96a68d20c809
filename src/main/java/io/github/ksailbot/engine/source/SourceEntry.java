package io.github.ksailbot.engine.source;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a source tree holds at a path. */
public final class SourceEntry {
    /** What can be at a path. */
    public enum Kind {
        FILE,
        DIRECTORY
    }

    private final SourcePath path;
    private final Kind kind;
    private final Supplier<String> idSource;
    private @Nullable String id;

    /**
     * @param idSource computes the id when it is first asked for; gives the same text every time
     */
    public SourceEntry(SourcePath path, Kind kind, Supplier<String> idSource) {
        this.path = path;
        this.kind = kind;
        this.idSource = idSource;
    }

    /** Where it really is: symbolic links are followed, so this may differ from the path that was asked for. */
    public SourcePath path() {
        return path;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Names the content: equal ids of the same kind mean equal content (for a directory: of all below it, where a link
     * counts as its own text). It is the Git object id in every kind of tree, so that a directory on disk can be
     * compared with a commit. What cannot be read has an id that equals no other.
     */
    public String id() {
        String known = id;
        if (known == null) {
            known = idSource.get();
            id = known;
        }
        return known;
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    /** Same kind, content and real place. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SourceEntry entry
                        && kind == entry.kind
                        && path.equals(entry.path)
                        && id().equals(entry.id()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, path);
    }

    @Override
    public String toString() {
        return kind + " " + path;
    }
}
