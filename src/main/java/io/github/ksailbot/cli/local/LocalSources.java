package io.github.ksailbot.cli.local;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.RevisionException;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * What a command looks at: the files of a directory, or commits of its Git repository.
 *
 * @param head what is judged
 * @param settings whose ksail files count
 * @param mergeBase what "new" is measured against; null to compare with nothing
 * @param repository stays open as long as the trees are read; null for a plain directory
 */
public record LocalSources(
        SourceTree head,
        SourceTree settings,
        @Nullable SourceTree mergeBase,
        @Nullable Repository repository) implements AutoCloseable {

    /** The files of a directory as they are; of a repository without files of its own those of {@code HEAD}. */
    public static LocalSources open(Path directory) throws CommandException, IOException {
        return open(directory, null, null);
    }

    /**
     * @param base a revision, or null to compare with nothing
     * @param head a revision, or null for the files of the directory as they are; {@code HEAD} when there is a base
     */
    public static LocalSources open(Path directory, @Nullable String base, @Nullable String head)
            throws CommandException, IOException {
        if (base == null && head == null && !isBare(directory)) {
            return plain(directory);
        }
        Repository repository = repositoryOf(directory);
        try {
            return revisions(
                    repository, prefix(repository, directory), base, Objects.requireNonNullElse(head, Constants.HEAD));
        } catch (RevisionException e) {
            String hint = hint(repository, base, head);
            repository.close();
            throw new CommandException(e.getMessage() + "." + hint, e);
        }
    }

    private static String hint(Repository repository, @Nullable String base, @Nullable String head) throws IOException {
        if (repository.resolve(Constants.HEAD) == null) {
            return " It has no commits yet.";
        }
        List<String> known = new ArrayList<>();
        for (Ref ref : repository.getRefDatabase().getRefs()) {
            known.add(Repository.shortenRefName(ref.getName()));
        }
        for (String revision : Arrays.asList(base, head)) {
            if (revision != null && repository.resolve(revision) == null) {
                String remote = Constants.DEFAULT_REMOTE_NAME + "/" + revision;
                String meant = known.contains(remote) ? remote : Spelling.nearest(revision, known);
                return meant.isEmpty() ? "" : " Did you mean `" + meant + "`?";
            }
        }
        return "";
    }

    /** A repository without files of its own to look at: its {@code HEAD} is what is meant. */
    private static boolean isBare(Path directory) {
        return RepositoryCache.FileKey.isGitRepository(directory.toFile(), FS.DETECTED);
    }

    /** Whether a base was asked for that has no commit in common with the head, as in a shallow clone. */
    public boolean isUnrelated() {
        return head != settings && mergeBase == null;
    }

    /** Whether files differ from {@code HEAD}, so that a judgement of the committed state may surprise. */
    public boolean hasUncommittedChanges() throws CommandException {
        if (repository == null || repository.isBare()) {
            return false;
        }
        try {
            return !new Git(repository).status().call().isClean();
        } catch (GitAPIException e) {
            throw new CommandException("The state of the Git work tree cannot be read: " + e.getMessage(), e);
        }
    }

    private static LocalSources plain(Path directory) throws CommandException {
        try {
            SourceTree tree = DirectorySourceTree.of(directory);
            return new LocalSources(tree, tree, null, null);
        } catch (SourceException e) {
            throw new CommandException(e.getMessage() + ".", e);
        }
    }

    private static LocalSources revisions(Repository repository, String prefix, @Nullable String base, String head)
            throws RevisionException, CommandException, IOException {
        SourceTree headTree = open(repository, head, prefix);
        if (base == null) {
            return new LocalSources(headTree, headTree, null, repository);
        }
        SourceTree baseTree = open(repository, base, prefix);
        ObjectId mergeBase = mergeBase(repository, base, head);
        SourceTree mergeBaseTree = mergeBase == null ? null : open(repository, mergeBase.name(), prefix);
        return new LocalSources(headTree, baseTree, mergeBaseTree, repository);
    }

    /** A directory below the top of the repository is judged as if it were the whole. */
    private static SourceTree open(Repository repository, String revision, String prefix)
            throws RevisionException, CommandException {
        SourceTree whole = GitSourceTree.open(repository, revision);
        if (prefix.isEmpty()) {
            return whole;
        }
        try {
            return GitSourceTree.open(repository, revision + ":" + prefix);
        } catch (RevisionException e) {
            throw new CommandException("`" + revision + "` has no directory `" + prefix + "`.", e);
        }
    }

    private static @Nullable ObjectId mergeBase(Repository repository, String base, String head)
            throws RevisionException, IOException, CommandException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(commit(walk, repository, base));
            walk.markStart(commit(walk, repository, head));
            RevCommit found = walk.next();
            return found == null ? null : found.copy();
        }
    }

    private static RevCommit commit(RevWalk walk, Repository repository, String revision)
            throws IOException, CommandException {
        ObjectId id = repository.resolve(revision + "^{commit}");
        if (id == null) {
            throw new CommandException("`" + revision + "` is not a commit.");
        }
        return walk.parseCommit(id);
    }

    private static Repository repositoryOf(Path directory) throws CommandException, IOException {
        if (!Files.isDirectory(directory)) {
            throw new CommandException("`" + directory + "` is not a directory.");
        }
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(directory.toRealPath().toFile());
        if (builder.getGitDir() == null) {
            throw new CommandException("`" + directory
                    + "` is not in a Git repository, so that it has no revisions. Leave --base and --head out"
                    + " to judge its files.");
        }
        return builder.setMustExist(true).build();
    }

    private static String prefix(Repository repository, Path directory) throws IOException {
        if (repository.isBare()) {
            return "";
        }
        Path top = repository.getWorkTree().toPath().toRealPath();
        Path below = directory.toRealPath();
        return below.startsWith(top) ? top.relativize(below).toString().replace('\\', '/') : "";
    }

    @Override
    public void close() {
        if (repository != null) {
            repository.close();
        }
    }
}
