package io.github.ksailbot.outside.fetch.git;

import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Asks one Git server for one commit, without its history. */
final class GitFetch {
    private final Repository repository;
    private final String url;
    private final GitConnections connections;
    private final FetchLimits limits;

    /** @param repository takes what is fetched */
    GitFetch(Repository repository, String url, GitConnections connections, FetchLimits limits) {
        this.repository = repository;
        this.url = url;
        this.connections = connections;
        this.limits = limits;
    }

    /**
     * What the server has under a name, by the rules of Git: a tag before a branch.
     *
     * @param ref branch, tag or full name of a ref; empty for the default branch
     */
    Ref advertised(String ref) throws FetchException {
        try (Transport transport = transport();
                FetchConnection connection = transport.openFetch()) {
            List<String> names = ref.isEmpty()
                    ? List.of("HEAD")
                    : List.of(ref, "refs/" + ref, "refs/tags/" + ref, "refs/heads/" + ref);
            for (String name : names) {
                boolean isName = name.equals("HEAD") || Repository.isValidRefName(name);
                Ref found = isName ? connection.getRef(name) : null;
                if (found != null && found.getObjectId() != null) {
                    return found;
                }
            }
            throw FetchException.absent(
                    ref.isEmpty() ? "its default branch is empty" : "it has no branch or tag `" + ref + "`");
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw failure(e, false);
        }
    }

    /** Fetches what a ref of the server means by now, and gives its commit. */
    ObjectId ref(String name) throws FetchException {
        return fetch(name, null);
    }

    /** Fetches a commit by its id. */
    ObjectId commit(ObjectId commit) throws FetchException {
        return fetch(commit.name(), commit);
    }

    /** Nothing else knows its ref, which is there for as long as it takes. */
    private ObjectId fetch(String source, @Nullable ObjectId asked) throws FetchException {
        String local = "refs/incoming/" + UUID.randomUUID();
        FetchBounds bounds = new FetchBounds(limits);
        try (Transport transport = transport();
                RevWalk walk = new RevWalk(repository)) {
            transport.setDepth(1);
            transport.fetch(bounds, List.of(new RefSpec("+" + source + ":" + local)));
            // No ref is made for what is asked for by its id.
            Ref made = repository.exactRef(local);
            ObjectId id = asked != null ? asked : made == null ? null : made.getObjectId();
            if (id == null || !repository.getObjectDatabase().has(id)) {
                throw asked == null
                        ? FetchException.unavailable("the server left out all of it", null)
                        : FetchException.absent("it has no commit `" + source + "`");
            }
            requireComplete(id);
            return walk.parseCommit(id).copy();
        } catch (FetchException e) {
            throw e;
        } catch (IncorrectObjectTypeException e) {
            throw FetchException.absent("`" + source + "` is no commit");
        } catch (IOException e) {
            throw bounds.isOver() ? tooManyObjects() : failure(e, asked != null);
        } finally {
            forget(local);
        }
    }

    private void forget(String local) throws FetchException {
        try {
            RefUpdate update = repository.updateRef(local);
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw FetchException.unavailable("what was fetched cannot be kept on disk", e);
        }
    }

    /** The id of each object was computed from its content; here all are there that the commit leads to. */
    private void requireComplete(ObjectId id) throws IOException {
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            walk.markStart(walk.parseAny(id));
            walk.checkConnectivity();
        } catch (MissingObjectException e) {
            throw FetchException.unavailable("the server left out a part of it", e);
        }
    }

    private FetchException tooManyObjects() {
        return FetchException.tooLarge("it has more than %d objects, which is the limit".formatted(limits.objects()));
    }

    private Transport transport() throws FetchException {
        try {
            Transport transport = Transport.open(repository, new URIish(url));
            if (!(transport instanceof TransportHttp http)) {
                transport.close();
                throw FetchException.notAllowed("only addresses that begin with `https://` are fetched");
            }
            http.setHttpConnectionFactory(connections);
            http.setUseSmartHttp(true);
            http.setTagOpt(TagOpt.NO_TAGS);
            // Its own check takes a commit without its parents for incomplete.
            http.setCheckFetchedObjects(false);
            return http;
        } catch (URISyntaxException | org.eclipse.jgit.errors.NotSupportedException | TransportException e) {
            throw FetchException.notAllowed("it is no address of a Git repository");
        }
    }

    private static boolean isTooLarge(IOException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof TooLargeObjectInPackException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private FetchException failure(IOException failure, boolean byId) {
        FetchException known = FetchException.in(failure);
        if (known != null) {
            return known;
        }
        if (isTooLarge(failure)) {
            return FetchException.tooLarge(
                    "it has a file of more than %d MiB, which is the limit".formatted(limits.object() >> 20));
        }
        String message = String.valueOf(failure.getMessage());
        boolean isMissing = failure instanceof NoRemoteRepositoryException
                || message.contains("does not have")
                || message.contains("not our ref")
                // what JGit says where an old server gives out no commits by their ids
                || (byId && message.contains("without written request data"))
                || message.contains("not authorized")
                || message.contains("uthentication is required")
                || (message.contains("want ") && message.contains("not valid"));
        return isMissing
                ? FetchException.absent("there is no such repository or commit that everybody may read")
                : FetchException.unavailable("the server broke off, or does not speak Git as it should", failure);
    }
}
