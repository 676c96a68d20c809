package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a storage holds at one place, links not followed: all that a kind of tree has to bring. Jail, links and limits on
 * paths are the business of {@link LinkResolver}, once for all kinds.
 */
interface RawNode {
    /** What is stored. */
    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        /** A submodule, a device, a pipe, a socket: known to be there, never opened. */
        OTHER
    }

    Kind kind();

    /**
     * The entry of exactly this name; null when this is no directory, or has none.
     *
     * @param name one that {@link EntryNames#isVisible} allows
     */
    @Nullable RawNode child(String name) throws SourceException;

    /** Names of a directory that {@link EntryNames#isVisible} allows, sorted by code point, {@code OTHER} not among them. */
    List<String> names() throws SourceException;

    /**
     * The bytes of a file or of a link's target.
     *
     * @throws SourceException {@code TOO_LARGE} over {@code limit}
     */
    byte[] read(int limit) throws SourceException;

    /** Git object id, or {@link GitIds#unreadable()}. */
    String id();

    static SourceException tooLarge(SourcePath path, long size, int limit) {
        return new SourceException(
                Reason.TOO_LARGE, path, "`" + path + "` has " + size + " bytes; the limit is " + limit + " bytes");
    }

    static SourceException tooManyEntries(SourcePath path, int limit) {
        return new SourceException(
                Reason.TOO_LARGE, path, "`" + path + "` holds more than " + limit + " entries, which is the limit");
    }
}
