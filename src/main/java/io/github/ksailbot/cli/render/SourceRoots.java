package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.CommandException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The directory that nothing leaves, for each directory to render: the top of its Git repository. Without a repository,
 * the smallest directory that holds all that are to be rendered and what their kustomizations refer to, and the current
 * directory where they lie in it; the root of the file system is never taken, so that directories that have only it in
 * common get a tree each.
 */
final class SourceRoots {
    private final @Nullable Path given;
    private final Map<Path, Path> roots = new HashMap<>();

    private SourceRoots(@Nullable Path given) {
        this.given = given;
    }

    static SourceRoots given(Path root) {
        return new SourceRoots(root);
    }

    /**
     * @param directories real paths
     */
    static SourceRoots find(List<Path> directories) {
        SourceRoots found = new SourceRoots(null);
        List<Path> plain = new ArrayList<>();
        for (Path directory : directories) {
            Path top = gitTop(directory);
            if (top == null) {
                plain.add(directory);
            } else {
                found.roots.put(directory, top);
            }
        }
        found.addPlain(plain, Path.of("").toAbsolutePath());
        return found;
    }

    /**
     * @param directory one of those that the roots were looked for
     * @throws CommandException when it does not lie in the root that was given
     */
    Path of(Path directory) throws CommandException {
        if (given == null) {
            return Objects.requireNonNull(roots.get(directory), "not asked for");
        }
        if (!directory.startsWith(given)) {
            throw new CommandException("`" + directory + "` does not lie in `" + given + "`, which --root gives.");
        }
        return given;
    }

    private void addPlain(List<Path> directories, Path current) {
        KustomizationReach reach = new KustomizationReach();
        Map<Path, Path> own = new HashMap<>();
        for (Path directory : directories) {
            boolean inCurrent = directory.startsWith(current) && current.getNameCount() > 0;
            Path root = reach.of(directory);
            own.put(directory, inCurrent ? KustomizationReach.common(root, current) : root);
        }
        Path common = own.values().stream().reduce(KustomizationReach::common).orElse(null);
        for (Map.Entry<Path, Path> one : own.entrySet()) {
            boolean together = common != null && common.getNameCount() > 0;
            roots.put(one.getKey(), together ? common : one.getValue());
        }
    }

    private static @Nullable Path gitTop(Path directory) {
        for (Path path = directory; path != null; path = path.getParent()) {
            if (Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
        }
        return null;
    }
}
