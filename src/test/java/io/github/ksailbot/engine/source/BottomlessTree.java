package io.github.ksailbot.engine.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files, and below {@code deep} ten directories in each directory, nine deep: more than anybody can visit, and a few kilobytes
 * in Git, which keeps equal directories once.
 */
public final class BottomlessTree implements SourceTree {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    private static final SourcePath TOP = new SourcePath("deep");
    private static final int DEPTH = 9;

    private final SourceTree files;

    /** @param files beside the directories; those of {@code deep} itself among them */
    public BottomlessTree(SourceTree files) {
        this.files = files;
    }

    private static boolean isDeep(SourcePath path) {
        return path.equals(TOP)
                || (path.isWithin(TOP)
                        && depth(path) <= DEPTH
                        && Stream.of(path.value().split("/", -1)).skip(1).allMatch(NAMES::contains));
    }

    private static long depth(SourcePath path) {
        return path.value().chars().filter(c -> c == '/').count();
    }

    @Override
    public Optional<SourceEntry> find(SourcePath path) throws SourceException {
        return isDeep(path)
                ? Optional.of(new SourceEntry(path, SourceEntry.Kind.DIRECTORY, () -> "deep" + depth(path)))
                : files.find(path);
    }

    @Override
    public List<SourceEntry> list(SourcePath directory) throws SourceException {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> names(SourcePath directory) throws SourceException {
        if (!isDeep(directory)) {
            return directory.isRoot()
                    ? Stream.concat(files.names(directory).stream(), Stream.of("deep"))
                            .distinct()
                            .sorted()
                            .toList()
                    : files.names(directory);
        }
        List<String> own = files.find(directory).isPresent() ? files.names(directory) : List.of();
        return depth(directory) == DEPTH
                ? List.of()
                : Stream.concat(own.stream(), NAMES.stream()).sorted().toList();
    }

    @Override
    public byte[] read(SourcePath file) throws SourceException {
        return files.read(file);
    }
}
