package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads files and enters directories for the kustomization of one directory, and never leaves the source tree. */
public final class Loader implements FileLoader {
    private final SourceTree tree;
    private final SourcePath root;
    private final boolean confined;
    private final @Nullable Loader referrer;

    private Loader(SourceTree tree, SourcePath root, boolean confined, @Nullable Loader referrer) {
        this.tree = tree;
        this.root = root;
        this.confined = confined;
        this.referrer = referrer;
    }

    /**
     * For the kustomization where a build begins.
     *
     * @param confined whether files must lie in or below the directory of the kustomization that reads them
     */
    public static Loader at(SourceTree tree, SourcePath directory, boolean confined) {
        return new Loader(tree, directory, confined, null);
    }

    /** The directory of the kustomization; symbolic links are followed. */
    public SourcePath root() {
        return root;
    }

    public SourceTree tree() {
        return tree;
    }

    /** How many kustomizations led here. */
    public int depth() {
        return referrer == null ? 0 : referrer.depth() + 1;
    }

    /** Whether an entry names something outside the source tree that would have to be fetched. */
    public static boolean isRemote(String location) {
        return RemoteLocation.isRemote(location);
    }

    @Override
    public LoadedFile load(ScalarNode path) throws BuildException {
        if (RemoteLocation.isUrl(path.text())) {
            throw remote(path);
        }
        try {
            SourcePath asked = root.resolve(path.text());
            SourceEntry entry = tree.find(asked)
                    .orElseThrow(() ->
                            new SourceException(SourceException.Reason.MISSING, asked, "there is no `" + asked + "`"));
            if (!entry.isFile()) {
                throw BuildException.of(
                        "kustomize/not-a-file",
                        "`%s` is a directory, not a file.".formatted(path.text()),
                        path.origin());
            }
            if (confined && !entry.path().isWithin(root)) {
                throw BuildException.of(
                                "kustomize/load-restriction",
                                "`%s` is neither in nor below `%s`: kustomize reads files from there only."
                                        .formatted(entry.path(), root),
                                path.origin())
                        .withFix("Move the file, or make a base of its directory.");
            }
            return new LoadedFile(entry.path().value(), tree.read(entry.path()));
        } catch (SourceException e) {
            throw unreadable(path, e);
        }
    }

    /** What is at a path of the kustomization; empty when nothing is. */
    public Optional<SourceEntry> find(ScalarNode path) throws BuildException {
        try {
            return tree.find(root.resolve(path.text()));
        } catch (SourceException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * The loader of a base or component.
     *
     * @throws BuildException when the path is no directory of the tree, or leads back to a kustomization on the way here
     */
    public Loader enter(ScalarNode path) throws BuildException {
        if (RemoteLocation.isRemote(path.text())) {
            throw remote(path);
        }
        SourceEntry entry = find(path).orElseThrow(() -> missing(path));
        if (!entry.isDirectory()) {
            throw BuildException.of(
                    "kustomize/not-a-directory",
                    "`%s` must be a directory with a kustomization file.".formatted(path.text()),
                    path.origin());
        }
        if (leadsBackTo(entry.path())) {
            throw BuildException.of(
                            "kustomize/cycle",
                            "`%s` is `%s`, which is being built already, or holds what is: a cycle."
                                    .formatted(path.text(), entry.path()),
                            path.origin())
                    .withFix("Remove this entry; a kustomization cannot contain itself or a directory above it.");
        }
        return new Loader(tree, entry.path(), confined, this);
    }

    /** Whether a directory is, or holds, one of those that led here. */
    public boolean leadsBackTo(SourcePath directory) {
        return root.isWithin(directory) || (referrer != null && referrer.leadsBackTo(directory));
    }

    /** Whether any of the directories below this one is, or holds, one of those that led to this one. */
    public boolean wouldReturn(Collection<SourcePath> below) {
        Loader above = referrer;
        return above != null && below.stream().anyMatch(above::leadsBackTo);
    }

    public static BuildException remote(ScalarNode path) {
        return BuildException.unchecked(
                        "kustomize/remote-resource",
                        "`%s` lies outside this repository and is not fetched.".formatted(path.text()),
                        path.origin())
                .withFix("Copy it into the repository.");
    }

    private static BuildException missing(ScalarNode path) {
        return BuildException.of("kustomize/missing-file", "There is no `%s`.".formatted(path.text()), path.origin())
                .withFix("Correct the path, add the file, or remove the entry.");
    }

    private static BuildException unreadable(ScalarNode path, SourceException e) {
        Origin origin = path.origin();
        return switch (e.reason()) {
            case MISSING -> missing(path);
            case ESCAPES ->
                BuildException.of(
                        "kustomize/load-restriction",
                        "`%s` leads out of the repository; nothing outside is read.".formatted(path.text()),
                        origin);
            default ->
                BuildException.of(
                        "kustomize/unreadable",
                        "`%s` cannot be read: %s.".formatted(path.text(), e.getMessage()),
                        origin);
        };
    }
}
