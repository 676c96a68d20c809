package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** A node of a {@link GitSourceTree}. */
final class GitNode extends ListedNode<GitNode> {
    /** Longest name of an entry that a tree is allowed on average, with mode and id: bounds the bytes of a tree. */
    private static final int BYTES_PER_ENTRY = 300;

    private final GitObjects objects;
    private final SourceLimits limits;
    private final SourcePath path;
    private final ObjectId object;

    private GitNode(GitObjects objects, SourceLimits limits, SourcePath path, ObjectId object, Kind kind) {
        super(kind);
        this.objects = objects;
        this.limits = limits;
        this.path = path;
        this.object = object;
    }

    static GitNode root(GitObjects objects, SourceLimits limits, ObjectId tree) {
        return new GitNode(objects, limits, SourcePath.ROOT, tree, Kind.DIRECTORY);
    }

    @Override
    public byte[] read(int limit) throws SourceException {
        return objects.read(object, Constants.OBJ_BLOB, path, limit);
    }

    @Override
    public String id() {
        return object.name();
    }

    /** A tree is entries of {@code mode, space, name, NUL, 20 bytes of id}; a hand-made one can be anything. */
    @Override
    SortedMap<String, GitNode> list() throws SourceException {
        int limit = limits.directoryEntries();
        int byteLimit = (int) Math.min(Integer.MAX_VALUE - 8L, (long) limit * BYTES_PER_ENTRY);
        byte[] raw = objects.read(object, Constants.OBJ_TREE, path, byteLimit);
        SortedMap<String, GitNode> entries = new TreeMap<>(EntryNames.ORDER);
        int at = 0;
        for (int count = 1; at < raw.length; count++) {
            int space = indexOf(raw, (byte) ' ', at);
            int nul = indexOf(raw, (byte) 0, space);
            int end = nul + 1 + Constants.OBJECT_ID_LENGTH;
            if (end > raw.length) {
                throw corrupt();
            }
            if (count > limit) {
                throw RawNode.tooManyEntries(path, limit);
            }
            String name = EntryNames.decode(Arrays.copyOfRange(raw, space + 1, nul));
            if (name != null && EntryNames.isVisible(name)) {
                GitNode node = new GitNode(
                        objects, limits, path.child(name), ObjectId.fromRaw(raw, nul + 1), kind(mode(raw, at, space)));
                entries.putIfAbsent(name, node);
            }
            at = end;
        }
        return entries;
    }

    private int indexOf(byte[] raw, byte wanted, int from) throws SourceException {
        for (int i = from; i < raw.length; i++) {
            if (raw[i] == wanted) {
                return i;
            }
        }
        throw corrupt();
    }

    private int mode(byte[] raw, int from, int to) throws SourceException {
        int mode = 0;
        for (int i = from; i < to; i++) {
            if (raw[i] < '0' || raw[i] > '7' || mode > FileMode.TYPE_MASK) {
                throw corrupt();
            }
            mode = mode * 8 + (raw[i] - '0');
        }
        return mode;
    }

    private static Kind kind(int mode) {
        return switch (mode & FileMode.TYPE_MASK) {
            case FileMode.TYPE_TREE -> Kind.DIRECTORY;
            case FileMode.TYPE_FILE -> Kind.FILE;
            case FileMode.TYPE_SYMLINK -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    private SourceException corrupt() {
        return new SourceException(
                Reason.UNREADABLE,
                path,
                "`" + path + "` could not be read: its Git tree " + object.name() + " is corrupt");
    }
}
