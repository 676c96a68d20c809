package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.DiskAccess.OpenDirectory;
import io.github.ksailbot.engine.source.SourceException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node of a {@link DirectorySourceTree}. */
final class DiskNode implements RawNode {
    private final DiskAccess disk;
    private final SourceLimits limits;
    private final SourcePath path;
    private final List<Path> names;
    private final boolean executable;
    private final Kind kind;
    private volatile @Nullable String id;
    private volatile @Nullable SortedMap<String, DiskNode> children;

    private DiskNode(
            DiskAccess disk, SourceLimits limits, SourcePath path, List<Path> names, Kind kind, boolean executable) {
        this.kind = kind;
        this.disk = disk;
        this.limits = limits;
        this.path = path;
        this.names = names;
        this.executable = executable;
    }

    static DiskNode root(DiskAccess disk, SourceLimits limits) {
        return new DiskNode(disk, limits, SourcePath.ROOT, List.of(), Kind.DIRECTORY, false);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable RawNode child(String name) throws SourceException {
        return children().get(name);
    }

    @Override
    public List<String> names() throws SourceException {
        return children().entrySet().stream()
                .filter(child -> child.getValue().kind() != Kind.OTHER)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public byte[] read(int limit) throws SourceException {
        try {
            if (kind() == Kind.LINK) {
                byte[] target = target();
                if (target.length > limit) {
                    throw RawNode.tooLarge(path, target.length, limit);
                }
                return target;
            }
            return inParent(directory -> {
                Path name = name();
                requireRegular(directory.attributes(name));
                try (SeekableByteChannel channel = directory.openFile(name);
                        InputStream in = Channels.newInputStream(channel)) {
                    if (channel.size() > limit) {
                        throw RawNode.tooLarge(path, channel.size(), limit);
                    }
                    byte[] bytes = in.readNBytes(limit);
                    if (bytes.length == limit && in.read() >= 0) {
                        throw RawNode.tooLarge(path, channel.size(), limit);
                    }
                    return bytes;
                }
            });
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String id() {
        String known = id;
        if (known == null) {
            known = computeId();
            id = known;
        }
        return known;
    }

    /**
     * Read when somebody asks, and kept; empty for what is no directory. A name is looked up in the list of what is there:
     * asking the disk for it would find {@code A} for {@code a}.
     */
    private SortedMap<String, DiskNode> children() throws SourceException {
        SortedMap<String, DiskNode> known = children;
        if (known == null) {
            known = kind == Kind.DIRECTORY ? list() : new TreeMap<>();
            children = known;
        }
        return known;
    }

    private SortedMap<String, DiskNode> list() throws SourceException {
        try {
            return disk.inDirectory(names, this::readChildren);
        } catch (IOException e) {
            throw unreadable(e);
        } catch (DirectoryIteratorException e) {
            throw unreadable(new IOException(e));
        }
    }

    private SortedMap<String, DiskNode> readChildren(OpenDirectory directory) throws IOException, SourceException {
        SortedMap<String, DiskNode> found = new TreeMap<>(EntryNames.ORDER);
        for (Path entry : directory.entries()) {
            Path name = entry.getFileName();
            String text = DiskNames.decode(name);
            if (text != null && EntryNames.isVisible(text)) {
                if (found.size() == limits.directoryEntries()) {
                    throw RawNode.tooManyEntries(path, limits.directoryEntries());
                }
                try {
                    found.put(text, node(text, name, directory.attributes(name)));
                } catch (NoSuchFileException e) {
                    // Deleted since the directory was read: as if it had been deleted before.
                    found.remove(text);
                }
            }
        }
        return found;
    }

    private DiskNode node(String text, Path name, BasicFileAttributes attributes) {
        List<Path> below = new ArrayList<>(names);
        below.add(name);
        boolean isExecutable = attributes instanceof PosixFileAttributes posix
                && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        return new DiskNode(disk, limits, path.child(text), List.copyOf(below), kind(attributes, below), isExecutable);
    }

    private Kind kind(BasicFileAttributes attributes, List<Path> below) {
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isDirectory()) {
            // A repository inside of the repository: a submodule, or one that Git ignores.
            Path git = disk.path(below).resolve(".git");
            return Files.exists(git, LinkOption.NOFOLLOW_LINKS) ? Kind.OTHER : Kind.DIRECTORY;
        }
        return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }

    private Path name() {
        return names.get(names.size() - 1);
    }

    private <T> T inParent(DiskAccess.Action<T> action) throws IOException, SourceException {
        return disk.inDirectory(names.subList(0, names.size() - 1), action);
    }

    /** Java cannot read a link relative to an open directory; what it says is resolved inside the tree in any case. */
    private byte[] target() throws IOException {
        String target = DiskNames.decodeTarget(Files.readSymbolicLink(disk.path(names)));
        return target == null ? new byte[0] : target.getBytes(StandardCharsets.UTF_8);
    }

    private static void requireRegular(BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new IOException("something else took the file's place");
        }
    }

    private String computeId() {
        try {
            return switch (kind()) {
                case DIRECTORY -> directoryId();
                case LINK -> GitIds.blob(target());
                case FILE -> inParent(this::fileId);
                case OTHER -> GitIds.unreadable();
            };
        } catch (IOException | SourceException e) {
            return GitIds.unreadable();
        }
    }

    private String directoryId() throws SourceException {
        List<GitIds.TreeItem> items = new ArrayList<>();
        for (Map.Entry<String, DiskNode> child : children().entrySet()) {
            DiskNode node = child.getValue();
            // Git does not know empty directories.
            boolean isEmpty = node.kind() == Kind.DIRECTORY && node.children().isEmpty();
            if (node.kind() != Kind.OTHER && !isEmpty) {
                items.add(new GitIds.TreeItem(child.getKey(), node.mode(), node.id()));
            }
        }
        return GitIds.tree(items);
    }

    private String mode() {
        return switch (kind()) {
            case DIRECTORY -> GitIds.DIRECTORY_MODE;
            case LINK -> GitIds.LINK_MODE;
            case FILE, OTHER -> executable ? GitIds.EXECUTABLE_MODE : GitIds.FILE_MODE;
        };
    }

    private String fileId(OpenDirectory directory) throws IOException {
        BasicFileAttributes attributes = directory.attributes(name());
        requireRegular(attributes);
        MessageDigest digest = GitIds.blobDigest(attributes.size());
        long left = attributes.size();
        try (InputStream in = Channels.newInputStream(directory.openFile(name()))) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0 && left >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                left -= n;
            }
        }
        return left == 0 ? HexFormat.of().formatHex(digest.digest()) : GitIds.unreadable();
    }

    /** Without the exception's own text: it holds the path on the server's disk. */
    private SourceException unreadable(IOException e) {
        String why = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof NoSuchFileException
                        ? "it has been deleted meanwhile"
                        : "the disk refused, or it changed meanwhile";
        return new SourceException(Reason.UNREADABLE, path, "`" + path + "` could not be read: " + why, e);
    }
}
