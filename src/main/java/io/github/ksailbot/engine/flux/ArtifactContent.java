package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceIgnore;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files of the repository a source brings to the cluster: those in its directory that neither {@code .sourceignore}
 * files nor {@code spec.ignore} leave out. Where there are no patterns, pictures, archives and files of build services are
 * left out.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/gitrepositories/#excluding-files">Excluding files</a>
 */
final class ArtifactContent {
    private static final SourceIgnore DEFAULT = SourceIgnore.of(true);
    private static final SourceIgnore VERSION_CONTROL = SourceIgnore.of(false);

    private final SourceTree tree;
    private final SourcePath root;
    private final List<SourcePath> directories;
    private final byte[] ignored;
    private final Map<SourcePath, SourceIgnore> patterns = new HashMap<>();

    /**
     * @param tree that is asked for {@code .sourceignore} files
     * @param root of the source in the tree
     * @param directories below the root that it holds, the root itself for all
     * @param ignored {@code spec.ignore}; empty when there is none
     */
    ArtifactContent(SourceTree tree, SourcePath root, List<SourcePath> directories, String ignored) {
        this.tree = tree;
        this.root = root;
        this.directories = List.copyOf(directories);
        this.ignored = ignored.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Whether the cluster gets a file.
     *
     * @throws SourceException when there are too many patterns, or they cannot be read
     */
    boolean holds(SourcePath file) throws SourceException {
        return directories.stream().anyMatch(file::isWithin)
                && !of(file.parent()).leavesOut(relative(file));
    }

    private String relative(SourcePath path) {
        return root.isRoot() || path.equals(root)
                ? path.value()
                : path.value().substring(root.value().length() + 1);
    }

    /** What counts in a directory. */
    private SourceIgnore of(SourcePath directory) throws SourceException {
        SourceIgnore known = patterns.get(directory);
        if (known == null) {
            SourceIgnore written = written(directory);
            // spec.ignore counts after every file
            known = with(written, "", ignored);
            patterns.put(directory, known);
        }
        return known;
    }

    private SourceIgnore written(SourcePath directory) throws SourceException {
        SourceIgnore above = directory.equals(root) ? DEFAULT : written(directory.parent());
        SourcePath file = directory.child(SourceIgnore.FILE);
        if (tree.find(file).filter(SourceEntry::isFile).isEmpty()) {
            return above;
        }
        return with(above, directory.equals(root) ? "" : relative(directory), tree.read(file));
    }

    /** Patterns take the place of the defaults; a text without any does not. */
    @SuppressWarnings("ReferenceEquality") // the very one that nothing was added to
    private static SourceIgnore with(SourceIgnore above, String directory, byte[] text) throws SourceException {
        SourceIgnore bare = above == DEFAULT ? VERSION_CONTROL : above;
        SourceIgnore all = bare.with(directory, text);
        return all == bare ? above : all;
    }
}
