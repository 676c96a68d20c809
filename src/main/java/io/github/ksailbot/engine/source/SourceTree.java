package io.github.ksailbot.engine.source;

import java.util.List;
import java.util.Optional;

/**
 * The files of one commit, directory or test. Immutable to its readers and safe for several threads.
 *
 * <p>Symbolic links are followed as long as they stay inside the tree; names are compared exactly, whatever the
 * file system below does; submodules and {@code .git} are not there.
 */
public interface SourceTree {

    /**
     * What is at a path; empty when nothing is.
     *
     * @throws SourceException when a link on the path escapes or loops, or the storage failed
     */
    Optional<SourceEntry> find(SourcePath path) throws SourceException;

    /**
     * The entries of a directory by name, symbolic links resolved: an entry's {@code path()} may lie elsewhere, so ask
     * for {@link #names(SourcePath)} where the written name matters. Links that cannot be followed are left out.
     *
     * @throws SourceException {@code MISSING} or {@code WRONG_KIND} when the path is no directory
     */
    List<SourceEntry> list(SourcePath directory) throws SourceException;

    /**
     * The names in a directory, sorted by code point, those of links included.
     *
     * @throws SourceException {@code MISSING} or {@code WRONG_KIND} when the path is no directory
     */
    List<String> names(SourcePath directory) throws SourceException;

    /**
     * The bytes of a file; the caller must not change them.
     *
     * @throws SourceException {@code MISSING}, {@code WRONG_KIND}, {@code TOO_LARGE}, or because of a link
     */
    byte[] read(SourcePath file) throws SourceException;

    /**
     * Whether the ids of files and directories cost nothing, because the storage goes by them, as Git does. Elsewhere an id
     * costs reading all that it stands for.
     */
    default boolean hasFreeIds() {
        return false;
    }
}
