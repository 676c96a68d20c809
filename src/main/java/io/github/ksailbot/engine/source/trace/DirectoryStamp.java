package io.github.ksailbot.engine.source.trace;

import io.github.ksailbot.engine.source.SourcePath;
import org.jspecify.annotations.Nullable;

/**
 * The id of a real directory in one tree, and those of the directories above it. Where a directory has the same id at the
 * same place in another tree, everything below it is the same there. Compared by identity.
 */
final class DirectoryStamp {
    private final @Nullable DirectoryStamp above;
    private final SourcePath path;
    private final String id;

    /** What was found out last; several threads may overwrite each other's, and find it out again. */
    private volatile KnownTree.@Nullable Answer last;

    /** @param above of the directory that holds this one; null for the root */
    DirectoryStamp(@Nullable DirectoryStamp above, SourcePath path, String id) {
        this.above = above;
        this.path = path;
        this.id = id;
    }

    @Nullable DirectoryStamp above() {
        return above;
    }

    SourcePath path() {
        return path;
    }

    String id() {
        return id;
    }

    KnownTree.@Nullable Answer last() {
        return last;
    }

    void remember(KnownTree.Answer answer) {
        last = answer;
    }
}
