package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;

/**
 * Reads files of a tree for one purpose, up to so many bytes in all: a few hundred bytes of Git can be one large file in
 * thousands of places. For one thread.
 */
public final class BoundedReads {
    private final SourceTree tree;
    private final long most;
    private long bytes;

    /** @param most bytes after which nothing more is read */
    public BoundedReads(SourceTree tree, long most) {
        this.tree = tree;
        this.most = most;
    }

    /**
     * To be called before a file is read, where a failure to read it is passed over.
     *
     * @param path that is about to be looked into
     * @throws SourceException {@code TOO_LARGE} when what was read so far is too much
     */
    public void require(SourcePath path) throws SourceException {
        if (bytes >= most) {
            throw new SourceException(
                    Reason.TOO_LARGE,
                    path,
                    "there are more than " + (most >> 20) + " MiB of files to look into, which is the limit");
        }
    }

    /** The same as of the tree, whatever is left; counted. */
    public byte[] read(SourcePath file) throws SourceException {
        byte[] content = tree.read(file);
        bytes += content.length;
        return content;
    }
}
