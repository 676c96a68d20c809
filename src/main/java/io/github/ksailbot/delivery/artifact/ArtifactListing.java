package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceIgnore;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Decides what goes into an artifact: every file of the source directory that is not ignored, since kustomize can read
 * any. What a symbolic link leads to is taken in the link's place: Flux unpacks no links. One that leads out of the
 * repository, or in a circle, is refused; one that leads nowhere is left out, as nothing can read it.
 */
final class ArtifactListing {
    private final SourceTree tree;
    private final ArtifactLimits limits;
    private final List<PackedFile> files = new ArrayList<>();
    /** Real directories that the walk is in, to see links that lead in a circle. */
    private final Deque<SourcePath> inside = new ArrayDeque<>();

    private SourceIgnore ignore;
    private int seen;

    private ArtifactListing(SourceTree tree, ArtifactLimits limits, SourceIgnore ignore) {
        this.tree = tree;
        this.limits = limits;
        this.ignore = ignore;
    }

    /**
     * Depth first, the names of each directory by code point; a directory comes before what is in it, and only if there
     * is something in it.
     *
     * @throws ArtifactException when there is no such directory, nothing in it, too much, or a link that is not allowed
     */
    static List<PackedFile> of(SourceTree tree, SourcePath directory, ArtifactLimits limits, ArtifactForm form)
            throws ArtifactException {
        ArtifactListing listing = new ArtifactListing(tree, limits, SourceIgnore.of(form.leavesOutByDefault()));
        try {
            SourceEntry top = tree.find(directory)
                    .filter(SourceEntry::isDirectory)
                    .orElseThrow(() -> new ArtifactException(
                            "There is nothing to deliver: the repository has no directory `" + directory + "`."));
            listing.readPatterns(directory, "", top.path());
            listing.addAll(directory, "", top.path());
        } catch (SourceException e) {
            throw new ArtifactException("The artifact cannot be made: " + e.getMessage() + ".", e);
        }
        if (listing.files.stream().allMatch(PackedFile::isDirectory)) {
            throw new ArtifactException("There is nothing to deliver: `" + directory
                    + "` holds no file that is not ignored. An engine that gets an empty artifact deletes what"
                    + " it applied.");
        }
        return listing.files;
    }

    /** All patterns first, as a file above can be taken out by one below only if that is known when it is met. */
    private void readPatterns(SourcePath directory, String name, SourcePath real)
            throws SourceException, ArtifactException {
        inside.addLast(real);
        List<String> names = tree.names(directory);
        if (names.contains(SourceIgnore.FILE)
                && tree.find(directory.child(SourceIgnore.FILE))
                        .filter(SourceEntry::isFile)
                        .isPresent()) {
            ignore = ignore.with(name, tree.read(directory.child(SourceIgnore.FILE)));
        }
        for (String child : names) {
            SourcePath path = directory.child(child);
            count();
            Optional<SourceEntry> entry = findQuietly(path);
            if (entry.isPresent()
                    && entry.get().isDirectory()
                    && !inside.contains(entry.get().path())) {
                readPatterns(path, below(name, child), entry.get().path());
            }
        }
        inside.removeLast();
    }

    private Optional<SourceEntry> findQuietly(SourcePath path) throws SourceException {
        try {
            return tree.find(path);
        } catch (SourceException e) {
            // Said when it is packed, if it is not ignored.
            if (e.reason() == SourceException.Reason.ESCAPES || e.reason() == SourceException.Reason.LOOP) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void addAll(SourcePath directory, String name, SourcePath real) throws SourceException, ArtifactException {
        inside.addLast(real);
        for (String child : tree.names(directory)) {
            String childName = below(name, child);
            SourcePath path = directory.child(child);
            count();
            Optional<SourceEntry> entry;
            try {
                entry = tree.find(path);
            } catch (SourceException e) {
                if (ignore.leavesOut(childName)) {
                    continue;
                }
                throw e;
            }
            if (entry.isEmpty()) {
                continue;
            }
            if (entry.get().isFile()) {
                if (!ignore.leavesOut(childName)) {
                    files.add(new PackedFile(childName, path, false));
                }
            } else if (inside.contains(entry.get().path())) {
                if (!ignore.leavesOutDirectory(childName)) {
                    throw new ArtifactException("The artifact cannot be made: the symbolic link `" + path
                            + "` leads to a directory that it lies in itself.");
                }
            } else {
                addDirectory(path, childName, entry.get().path());
            }
        }
        inside.removeLast();
    }

    private void addDirectory(SourcePath path, String name, SourcePath real) throws SourceException, ArtifactException {
        int before = files.size();
        files.add(new PackedFile(name, path, true));
        addAll(path, name, real);
        if (files.size() == before + 1) {
            files.remove(before);
        }
    }

    private void count() throws ArtifactException {
        if (++seen > 2 * limits.files()) {
            throw new ArtifactException("The artifact cannot be made: it would hold more than " + limits.files()
                    + " files and directories, which is the limit.");
        }
    }

    private static String below(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }
}
