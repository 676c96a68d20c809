package io.github.ksailbot.engine.source;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Set;

/** Opens directories and files below a root without ever following a link. */
final class DiskAccess {
    private static final Set<OpenOption> READ_NO_LINK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** A directory that is open: its entries, and ways to them that stay in it. */
    interface OpenDirectory {
        /** Each path's last name is the entry's. */
        Iterable<Path> entries();

        /** {@code PosixFileAttributes} where the file system has them; of a link itself. */
        BasicFileAttributes attributes(Path name) throws IOException;

        SeekableByteChannel openFile(Path name) throws IOException;
    }

    interface Action<T> {
        T on(OpenDirectory directory) throws IOException, SourceException;
    }

    private final Path root;

    /**
     * @param root a real path, links resolved
     */
    DiskAccess(Path root) {
        this.root = root;
    }

    Path path(List<Path> names) {
        Path path = root;
        for (Path name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    /**
     * @param names from the root, one segment each
     */
    <T> T inDirectory(List<Path> names, Action<T> action) throws IOException, SourceException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
            if (stream instanceof SecureDirectoryStream<Path> secure) {
                return descend(secure, names, action);
            }
        }
        Path directory = path(names);
        if (!directory.toRealPath().equals(directory)) {
            throw new IOException("a link took a directory's place");
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            return action.on(new ByPath(stream, directory));
        }
    }

    private static <T> T descend(SecureDirectoryStream<Path> stream, List<Path> names, Action<T> action)
            throws IOException, SourceException {
        if (names.isEmpty()) {
            return action.on(new ByHandle(stream));
        }
        try (SecureDirectoryStream<Path> next = stream.newDirectoryStream(names.get(0), LinkOption.NOFOLLOW_LINKS)) {
            return descend(next, names.subList(1, names.size()), action);
        }
    }

    private record ByHandle(SecureDirectoryStream<Path> stream) implements OpenDirectory {
        @Override
        public Iterable<Path> entries() {
            return stream;
        }

        @Override
        public BasicFileAttributes attributes(Path name) throws IOException {
            PosixFileAttributeView posix =
                    stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            return posix != null
                    ? posix.readAttributes()
                    : stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes();
        }

        @Override
        public SeekableByteChannel openFile(Path name) throws IOException {
            return stream.newByteChannel(name, READ_NO_LINK);
        }
    }

    /** Windows: no handles to open from, so that a swap of a directory above can go unseen for a moment. */
    private record ByPath(DirectoryStream<Path> stream, Path directory) implements OpenDirectory {
        @Override
        public Iterable<Path> entries() {
            return stream;
        }

        @Override
        public BasicFileAttributes attributes(Path name) throws IOException {
            return Files.readAttributes(directory.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public SeekableByteChannel openFile(Path name) throws IOException {
            return Files.newByteChannel(directory.resolve(name), READ_NO_LINK);
        }
    }
}
