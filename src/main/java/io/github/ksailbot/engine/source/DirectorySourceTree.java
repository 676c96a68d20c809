package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory on disk. What a directory holds is looked up once and kept, so that a run sees one state of it; the
 * content of files is read when it is asked for. Where the operating system can open relative to an open directory
 * (Linux, macOS), a file swapped for a link between look-up and opening is not followed either.
 */
public final class DirectorySourceTree extends ResolvedSourceTree {
    private DirectorySourceTree(DiskNode root, SourceLimits limits) {
        super(root, limits);
    }

    /** With the default limits. */
    public static DirectorySourceTree of(Path directory) throws SourceException {
        return of(directory, SourceLimits.DEFAULT);
    }

    /**
     * Looks at a directory.
     *
     * @param directory may itself be reached through links
     * @throws SourceException {@code MISSING} or {@code WRONG_KIND} when it is no directory
     */
    public static DirectorySourceTree of(Path directory, SourceLimits limits) throws SourceException {
        if (!Files.exists(directory)) {
            throw new SourceException(
                    Reason.MISSING, SourcePath.ROOT, "the directory `" + directory + "` does not exist");
        }
        if (!Files.isDirectory(directory)) {
            throw new SourceException(Reason.WRONG_KIND, SourcePath.ROOT, "`" + directory + "` is not a directory");
        }
        try {
            return new DirectorySourceTree(DiskNode.root(new DiskAccess(directory.toRealPath()), limits), limits);
        } catch (IOException e) {
            throw new SourceException(
                    Reason.UNREADABLE, SourcePath.ROOT, "the directory `" + directory + "` cannot be read", e);
        }
    }
}
