package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.RevisionException.Reason;
import java.io.IOException;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The files of a commit, read from the repository's objects: no working copy, no filters, no hooks. Submodules are not
 * there. Directories are listed when they are first looked into; the repository must stay open as long as this is used.
 */
public final class GitSourceTree extends ResolvedSourceTree {
    private final ObjectId tree;

    private GitSourceTree(Repository repository, ObjectId tree, SourceLimits limits, GitListings listings) {
        super(GitNode.root(new GitObjects(repository, listings), limits, tree), limits);
        this.tree = tree.copy();
    }

    /** With the default limits. */
    public static GitSourceTree open(Repository repository, String revision) throws RevisionException {
        return open(repository, revision, SourceLimits.DEFAULT);
    }

    /**
     * Opens what a revision names.
     *
     * @param revision what {@code git rev-parse} takes: a branch, tag or object id, {@code HEAD~2}
     * @throws RevisionException when it names no commit or tree of this repository
     */
    public static GitSourceTree open(Repository repository, String revision, SourceLimits limits)
            throws RevisionException {
        ObjectId id;
        try {
            id = repository.resolve(revision);
        } catch (RevisionSyntaxException e) {
            throw new RevisionException(Reason.INVALID, "`" + revision + "` is not a Git revision", e);
        } catch (AmbiguousObjectException e) {
            throw new RevisionException(
                    Reason.AMBIGUOUS, "`" + revision + "` could be several objects; give more digits", e);
        } catch (IncorrectObjectTypeException | MissingObjectException e) {
            throw unknown(revision, e);
        } catch (IOException e) {
            throw unreadable(revision, e);
        }
        if (id == null) {
            throw new RevisionException(
                    Reason.UNKNOWN, "the repository has no branch, tag or commit `" + revision + "`", null);
        }
        return of(repository, id, limits);
    }

    /** A commit that is known by its id, without knowing others. */
    public static GitSourceTree of(Repository repository, ObjectId commit, SourceLimits limits)
            throws RevisionException {
        return of(repository, commit, limits, new GitListings());
    }

    /**
     * Opens a commit that is known by its id.
     *
     * @param commit a commit, a tag of one, or a tree
     * @param listings of directories that other commits have as well
     * @throws RevisionException when the repository does not have it, or it is something else
     */
    public static GitSourceTree of(Repository repository, ObjectId commit, SourceLimits limits, GitListings listings)
            throws RevisionException {
        try (RevWalk walk = new RevWalk(repository)) {
            return new GitSourceTree(repository, walk.parseTree(commit), limits, listings);
        } catch (IncorrectObjectTypeException | MissingObjectException e) {
            throw unknown(commit.name(), e);
        } catch (IOException e) {
            throw unreadable(commit.name(), e);
        }
    }

    @Override
    public boolean hasFreeIds() {
        return true;
    }

    /** Id of the root tree, 40 hexadecimal digits: equal for equal content. */
    public String id() {
        return tree.name();
    }

    private static RevisionException unknown(String revision, IOException cause) {
        return new RevisionException(
                Reason.UNKNOWN, "the repository has no commit `" + revision + "`, or it is not a commit", cause);
    }

    private static RevisionException unreadable(String revision, IOException cause) {
        return new RevisionException(
                Reason.UNREADABLE, "the repository's storage failed while looking for `" + revision + "`", cause);
    }
}
