package io.github.ksailbot.engine.source;

/**
 * What a source tree holds at a path.
 *
 * @param path where it really is: symbolic links are followed, so this may differ from the path that was asked for
 * @param kind file or directory
 * @param id names the content: equal ids of the same kind mean equal content (for a directory: of all below it), in
 *     every tree of the same implementation
 * @param size bytes of a file; 0 for a directory
 */
public record SourceEntry(SourcePath path, Kind kind, String id, long size) {
    /** What can be at a path. */
    public enum Kind {
        FILE,
        DIRECTORY
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }
}
