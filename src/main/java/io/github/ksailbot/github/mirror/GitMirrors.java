package io.github.ksailbot.github.mirror;

import io.github.ksailbot.engine.source.GitListings;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Snapshot;
import io.github.ksailbot.workflow.Snapshots;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Mainline.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots from bare mirrors, {@code HOST/REPOSITORY-ID.git} below a directory. Only the two refs that a subject is about
 * are fetched, with their whole history, and nothing when the mirror has their commits already. A mirror that is broken is
 * made anew: all of it can be deleted at any time.
 */
public final class GitMirrors implements Snapshots {
    /** A commit that the server named and does not give yet: its refs may be a moment behind its API. */
    private static final Duration NOT_YET = Duration.ofSeconds(5);

    private final Path directory;
    private final GitHost host;
    private final MirrorLimits limits;
    private final GitListings listings = new GitListings();

    public GitMirrors(Path directory, GitHost host, MirrorLimits limits) {
        IsolatedGit.install();
        this.directory = directory.toAbsolutePath().normalize();
        this.host = host;
        this.limits = limits;
    }

    @Override
    public Snapshot open(Subject.Proposal subject, Revision revision) throws GoneException, UnavailableException {
        RepositoryRef repository = subject.repository();
        Mirror mirror = new Mirror(directory.resolve(host.name()).resolve(repository.id() + ".git"));
        try {
            Snapshot snapshot = present(mirror, revision);
            return snapshot != null ? snapshot : fetched(mirror, subject, revision);
        } catch (IOException broken) {
            return anew(mirror, subject, revision);
        }
    }

    /**
     * Brings a branch's newest commit into the mirror, if it is not there yet, and opens it.
     *
     * @throws UnavailableException when the Git server does not give it, or not yet
     */
    public Checkout checkout(RepositoryRef repository, Head head) throws GoneException, UnavailableException {
        // Fetched by its id, as a group of a merge queue is.
        Subject.MergeGroup commit = new Subject.MergeGroup(repository, head.commit(), head.commit(), head.branch());
        Snapshot snapshot = open(commit, new Revision(head.commit(), head.commit(), head.branch(), false, true));
        try {
            return new MirrorCheckout((MirrorSnapshot) snapshot, head.commit());
        } catch (IOException e) {
            snapshot.close();
            throw new UnavailableException("The mirror of " + repository + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The mirror is thrown away, unless another thread did that in the meantime. */
    private Snapshot anew(Mirror mirror, Subject.Proposal subject, Revision revision)
            throws GoneException, UnavailableException {
        try {
            MirrorLock lock = lock(mirror);
            try {
                if (isBroken(mirror, revision)) {
                    mirror.delete();
                }
            } finally {
                lock.release();
            }
            return fetched(mirror, subject, revision);
        } catch (IOException e) {
            throw new UnavailableException(
                    "The mirror of " + subject.repository() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private boolean isBroken(Mirror mirror, Revision revision) {
        try {
            Snapshot snapshot = present(mirror, revision);
            if (snapshot != null) {
                snapshot.close();
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** What the mirror has already; null when it lacks one of the commits. */
    private @Nullable Snapshot present(Mirror mirror, Revision revision) throws IOException {
        Repository repository = mirror.open();
        if (repository == null) {
            return null;
        }
        boolean kept = false;
        try {
            if (missing(repository, revision).isEmpty()) {
                Snapshot snapshot = MirrorSnapshot.of(repository, revision, listings);
                kept = true;
                return snapshot;
            }
            return null;
        } finally {
            if (!kept) {
                repository.close();
            }
        }
    }

    private Snapshot fetched(Mirror mirror, Subject.Proposal subject, Revision revision)
            throws GoneException, UnavailableException, IOException {
        MirrorLock lock = lock(mirror);
        try {
            Snapshot snapshot = present(mirror, revision);
            if (snapshot != null) {
                return snapshot;
            }
            fetch(mirror, subject, revision);
        } finally {
            lock.release();
        }
        Snapshot snapshot = present(mirror, revision);
        if (snapshot == null) {
            throw notThere(subject, revision);
        }
        return snapshot;
    }

    private void fetch(Mirror mirror, Subject.Proposal subject, Revision revision)
            throws GoneException, UnavailableException, IOException {
        mirror.clean();
        Repository existing = mirror.open();
        if (existing == null) {
            mirror.create();
            existing = mirror.open();
        }
        if (existing == null) {
            throw new IOException("the mirror vanished while it was made");
        }
        try (Repository repository = existing) {
            Fetch fetch = new Fetch(host, subject.repository(), limits);
            if (subject instanceof Subject.PullRequest pullRequest) {
                List<RefSpec> both = new ArrayList<>(Wanted.base(revision));
                both.add(Wanted.head(pullRequest));
                if (!fetch.run(repository, both) && both.size() > 1) {
                    // The base branch is gone; its commit may be part of the head's history.
                    fetch.run(repository, List.of(Wanted.head(pullRequest)));
                }
            }
            // A force-push came in between, or the group of a merge queue, whose branch is not known here.
            for (ObjectId id : missing(repository, revision)) {
                if (fetch.run(repository, List.of(Wanted.commit(id.name())))) {
                    keep(repository, id);
                }
            }
        }
    }

    private static List<ObjectId> missing(Repository repository, Revision revision) throws IOException {
        List<ObjectId> missing = new ArrayList<>();
        for (String id : new LinkedHashSet<>(
                List.of(revision.head().value(), revision.base().value()))) {
            ObjectId object = ObjectId.fromString(id);
            if (!repository.getObjectDatabase().has(object)) {
                missing.add(object);
            }
        }
        return missing;
    }

    private static void keep(Repository repository, ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(Wanted.keeper(id.name()));
        update.setNewObjectId(id);
        update.forceUpdate();
    }

    private MirrorLock lock(Mirror mirror) throws UnavailableException {
        return MirrorLock.take(mirror.lockFile(), limits.time());
    }

    /** What is wanted of a pull request changes with a force-push, so asking again helps; a group never changes. */
    private static UnavailableException notThere(Subject.Proposal subject, Revision revision) throws GoneException {
        String what = "A commit of " + subject + " is not there (head "
                + revision.head().abbreviated() + ", base " + revision.base().abbreviated() + ")";
        if (subject instanceof Subject.MergeGroup && !revision.head().equals(revision.base())) {
            throw new GoneException(what + ": the group was dissolved");
        }
        return new UnavailableException(what + ": it was pushed over, or is not visible yet", NOT_YET);
    }
}
