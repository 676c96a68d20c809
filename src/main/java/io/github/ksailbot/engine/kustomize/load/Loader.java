package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.remote.Fetched.Reason;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.kustomize.remote.RemoteFile;
import io.github.ksailbot.engine.kustomize.remote.RemoteRepository;
import io.github.ksailbot.engine.kustomize.remote.Remotes;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.Excerpts;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and enters directories for the kustomization of one directory. It never leaves the source tree, nor a fetched
 * tree that it is in, but for what the {@link Fetcher} fetches.
 */
public final class Loader implements FileLoader {
    private final SourceTree tree;
    private final SourcePath root;
    private final boolean confined;
    private final Remotes remotes;
    private final @Nullable FetchedTree fetched;
    private final @Nullable Loader referrer;

    /** The repository that a tree was fetched from, and the line that names it. */
    private record FetchedTree(RemoteRepository repository, Origin asker) {}

    private Loader(
            SourceTree tree,
            SourcePath root,
            boolean confined,
            Remotes remotes,
            @Nullable FetchedTree fetched,
            @Nullable Loader referrer) {
        this.tree = tree;
        this.root = root;
        this.confined = confined;
        this.remotes = remotes;
        this.fetched = fetched;
        this.referrer = referrer;
    }

    /**
     * For the kustomization where a build begins.
     *
     * @param confined whether files must lie in or below the directory of the kustomization that reads them
     */
    public static Loader at(SourceTree tree, SourcePath directory, boolean confined) {
        return at(tree, directory, confined, new Remotes(Fetcher.DENIED));
    }

    /**
     * The same for a build that may fetch.
     *
     * @param remotes of this build
     */
    public static Loader at(SourceTree tree, SourcePath directory, boolean confined, Remotes remotes) {
        return new Loader(tree, directory, confined, remotes, null, null);
    }

    /** The directory of the kustomization; symbolic links are followed. */
    public SourcePath root() {
        return root;
    }

    public SourceTree tree() {
        return tree;
    }

    /** Says that what is built does not depend on the files of the tree alone. */
    public void dependsOnMore() {
        remotes.use();
    }

    /** Whether files must lie in or below the directory of the kustomization that reads them. */
    public boolean confined() {
        return confined;
    }

    /** The same loader, asking another view of the same tree. */
    public Loader over(SourceTree view) {
        return new Loader(view, root, confined, remotes, fetched, referrer);
    }

    public LoadPlace place() {
        return placeOf(root);
    }

    private LoadPlace placeOf(SourcePath directory) {
        return new LoadPlace(fetched == null ? "" : fetched.repository().treeKey(), directory);
    }

    /** The repository that this directory was fetched from; null for the tree where the build begins. */
    public @Nullable RemoteRepository repository() {
        return fetched == null ? null : fetched.repository();
    }

    /** A file of this tree, for origins. */
    public OriginFile file(SourcePath path) {
        return fetched == null
                ? OriginFile.of(path.value())
                : new OriginFile(fetched.repository().nameOf(path.value()), fetched.asker());
    }

    /** How many kustomizations led here. */
    public int depth() {
        return referrer == null ? 0 : referrer.depth() + 1;
    }

    /** Whether an entry names something outside the source tree that would have to be fetched. */
    public static boolean isRemote(String location) {
        return RemoteFile.parse(location).isPresent()
                || RemoteRepository.parse(location).isPresent();
    }

    @Override
    public LoadedFile load(ScalarNode path) throws BuildException {
        Optional<RemoteFile> address = RemoteFile.parse(path.text());
        if (address.isPresent()) {
            return fetch(path, address.get());
        }
        SourcePath asked = resolve(path);
        try {
            SourceEntry entry = tree.find(asked).orElse(null);
            if (entry == null) {
                throw errors().missing(path, asked);
            }
            if (!entry.isFile()) {
                throw LoadErrors.notAFile(path);
            }
            if (confined && !entry.path().isWithin(root)) {
                throw errors().outsideOfRoot(path, asked, entry);
            }
            return new LoadedFile(file(entry.path()), tree.read(entry.path()));
        } catch (SourceException e) {
            throw errors().at(path, asked, e);
        }
    }

    private SourcePath resolve(ScalarNode path) throws BuildException {
        if (path.text().isEmpty()) {
            throw LoadErrors.notAPath(path);
        }
        try {
            return root.resolve(path.text());
        } catch (SourceException e) {
            throw LoadErrors.notAPath(path);
        }
    }

    private LoadErrors errors() {
        return new LoadErrors(tree, root);
    }

    /** What is at a path of the kustomization; empty when nothing is. */
    public Optional<SourceEntry> find(ScalarNode path) throws BuildException {
        SourcePath asked = resolve(path);
        try {
            return tree.find(asked);
        } catch (SourceException e) {
            throw errors().at(path, asked, e);
        }
    }

    /**
     * The loader of a base or component.
     *
     * @throws BuildException when the path is no directory of the tree, or leads back to a kustomization on the way here
     */
    public Loader enter(ScalarNode path) throws BuildException {
        Optional<RemoteRepository> address = RemoteRepository.parse(path.text());
        if (address.isPresent()) {
            return enter(path, address.get());
        }
        if (RemoteFile.parse(path.text()).isPresent()) {
            throw BuildException.of(
                            "kustomize/not-a-directory",
                            "`%s` names no directory of a Git repository.".formatted(Excerpts.shorten(path.text())),
                            path.origin())
                    .withFix("Bases and components are directories; a file goes under `resources`.");
        }
        SourceEntry entry = find(path).orElse(null);
        if (entry == null) {
            throw errors().missing(path, resolve(path));
        }
        if (!entry.isDirectory()) {
            throw LoadErrors.notADirectory(path);
        }
        requireNoCycle(path, placeOf(entry.path()), file(entry.path()).name());
        return new Loader(tree, entry.path(), confined, remotes, fetched, this);
    }

    /** What an address among {@code resources} leads to, after {@link #isRemote}. */
    public RemoteResource fetch(ScalarNode path) throws BuildException {
        Optional<RemoteFile> file = RemoteFile.parse(path.text());
        Optional<RemoteRepository> repository = RemoteRepository.parse(path.text());
        boolean fileFirst =
                file.isPresent() && (repository.isEmpty() || file.get().isMeantBeside(repository.get()));
        // kustomize asks the web server for each address and then Git; here the address says which of them is asked
        // first.
        boolean isFile = fileFirst
                ? repository.isEmpty() || !isAbsent(remotes.file(file.get()))
                : file.isPresent() && isAbsent(remotes.repository(repository.orElseThrow()));
        return isFile
                ? new RemoteResource.File(fetch(path, file.orElseThrow()))
                : new RemoteResource.Directory(enter(path, repository.orElseThrow()));
    }

    private static boolean isAbsent(Fetched<?> fetched) {
        return fetched instanceof Fetched.Refusal<?> refusal && refusal.reason() == Reason.ABSENT;
    }

    private LoadedFile fetch(ScalarNode path, RemoteFile address) throws BuildException {
        Fetched<byte[]> answer = remotes.file(address);
        if (answer instanceof Fetched.Content<byte[]> file) {
            return new LoadedFile(new OriginFile(address.name(), path.origin()), file.content());
        }
        throw RemoteRefusals.of(path, "a file of a web server", (Fetched.Refusal<?>) answer);
    }

    private Loader enter(ScalarNode path, RemoteRepository address) throws BuildException {
        refuseSeen(path, address);
        Fetched<SourceTree> answer = remotes.repository(address);
        if (!(answer instanceof Fetched.Content<SourceTree> files)) {
            throw RemoteRefusals.of(path, address.describe(), (Fetched.Refusal<?>) answer);
        }
        try {
            Optional<SourceEntry> entry = files.content().find(SourcePath.parse(address.directory()));
            if (entry.isEmpty() || !entry.get().isDirectory()) {
                throw BuildException.of(
                                "kustomize/not-a-directory",
                                "`%s` is %s, and there is no such directory."
                                        .formatted(Excerpts.shorten(path.text()), address.describe()),
                                path.origin())
                        .withFix("Correct the path or the `ref`.");
            }
            SourcePath directory = entry.get().path();
            FetchedTree tree = new FetchedTree(address, path.origin());
            Loader loader = new Loader(files.content(), directory, true, remotes, tree, this);
            requireNoCycle(path, loader.place(), loader.file(directory).name());
            return loader;
        } catch (SourceException e) {
            throw LoadErrors.of("`" + Excerpts.shorten(path.text()) + "`", e, path.origin());
        }
    }

    /** kustomize takes an address for a cycle that one of those on the way here begins with. */
    private void refuseSeen(ScalarNode path, RemoteRepository address) throws BuildException {
        for (Loader loader = this; loader != null; loader = loader.referrer) {
            RemoteRepository seen = loader.repository();
            if (seen != null && seen.written().startsWith(address.written())) {
                throw LoadErrors.cycle(path, seen.nameOf(seen.directory()));
            }
        }
    }

    private void requireNoCycle(ScalarNode path, LoadPlace place, String name) throws BuildException {
        if (leadsBackTo(place)) {
            throw LoadErrors.cycle(path, name);
        }
    }

    /** Whether a directory is, or holds, one of those that led here. */
    public boolean leadsBackTo(LoadPlace directory) {
        return place().isWithin(directory) || (referrer != null && referrer.leadsBackTo(directory));
    }

    /** Whether {@link #enter} refused because of a cycle. */
    public static boolean isCycle(BuildException refusal) {
        return LoadErrors.isCycle(refusal);
    }

    /** Whether any of the directories below this one is, or holds, one of those that led to this one. */
    public boolean wouldReturn(Collection<LoadPlace> below) {
        Loader above = referrer;
        return above != null && below.stream().anyMatch(above::leadsBackTo);
    }
}
