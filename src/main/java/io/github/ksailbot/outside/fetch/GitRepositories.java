package io.github.ksailbot.outside.fetch;

import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.RevisionException;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * Commits of other repositories, fetched without their history over HTTPS. Nothing is checked out, so that no hook and no filter
 * runs; submodules are not followed. A branch or tag is asked for once in a while, a commit once.
 */
final class GitRepositories {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final int LOCKS = 64;
    private static final String FETCHED = "refs/fetched/";

    private final OutsideClient client;
    private final CacheFolder cache;
    private final FetchLimits limits;
    private final Clock clock;
    private final Recent<Resolved> resolved = new Recent<>();

    /** One repository is fetched by one thread at a time; a few wait for another one for no reason. */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    /** What a ref meant, and when. */
    private record Resolved(ObjectId commit, Instant at) {}

    GitRepositories(OutsideClient client, CacheFolder cache, FetchLimits limits, Clock clock) {
        this.client = client;
        this.cache = cache;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The files of a commit.
     *
     * @param url as Git clones from
     * @param ref branch, tag, full name of a ref, or commit; empty for the default branch
     * @param submodules whether they belong to it, which are refused where there are some
     * @param asked how long it may take at most, beside the limits
     */
    SourceTree tree(String url, String ref, boolean submodules, Duration asked) throws FetchException {
        client.url(url);
        Duration time = asked.compareTo(limits.time()) < 0 ? asked : limits.time();
        synchronized (locks[Math.floorMod(url.hashCode(), LOCKS)]) {
            try {
                Path directory = cache.entry("git " + url);
                Repository repository = open(directory);
                ObjectId commit = commit(repository, url, ref, new GitConnections(client, limits, time));
                SourceTree tree = GitSourceTree.of(repository, commit, SourceLimits.DEFAULT);
                if (submodules && tree.find(new SourcePath(".gitmodules")).isPresent()) {
                    throw FetchException.notAllowed(
                            "it has submodules, which are not fetched; `submodules=false` in the address leaves them"
                                    + " out");
                }
                cache.used(directory);
                cache.trim(directory);
                return tree;
            } catch (FetchException e) {
                throw e;
            } catch (IOException | RevisionException | SourceException e) {
                throw FetchException.unavailable("what was fetched before cannot be read", e);
            } catch (RuntimeException e) {
                // JGit trusts servers to send what Git would.
                throw FetchException.unavailable("the server does not speak Git as it should", e);
            }
        }
    }

    /**
     * Stays open: trees read from it as long as somebody holds them. A new one is made elsewhere and moved, so that another
     * process sees all of it or nothing.
     */
    private Repository open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Path draft = directory.resolveSibling("draft-" + UUID.randomUUID());
            try (Repository repository = new BoundedRepository(draft, limits.object())) {
                repository.create(true);
            }
            try {
                Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                CacheFolder.delete(draft);
                if (!Files.isDirectory(directory)) {
                    throw e;
                }
            }
        }
        return new BoundedRepository(directory, limits.object());
    }

    private ObjectId commit(Repository repository, String url, String ref, GitConnections connections)
            throws FetchException, IOException {
        if (COMMIT.matcher(ref).matches()) {
            ObjectId commit = ObjectId.fromString(ref);
            return has(repository, commit) ? commit : fetch(repository, url, ref, ref, connections);
        }
        String key = url + " " + ref;
        Resolved known = resolved.get(key);
        if (known != null
                && clock.instant().isBefore(known.at().plus(limits.fresh()))
                && has(repository, known.commit())) {
            return known.commit();
        }
        Ref advertised = advertised(repository, url, ref, connections);
        ObjectId tip =
                advertised.getPeeledObjectId() == null ? advertised.getObjectId() : advertised.getPeeledObjectId();
        ObjectId commit =
                has(repository, tip) ? tip : fetch(repository, url, advertised.getName(), tip.name(), connections);
        resolved.put(key, new Resolved(commit, clock.instant()));
        return commit;
    }

    /** Whether a commit was fetched to its end: its ref is written last. */
    private static boolean has(Repository repository, ObjectId commit) throws IOException {
        return repository.exactRef(FETCHED + commit.name()) != null;
    }

    private Ref advertised(Repository repository, String url, String ref, GitConnections connections)
            throws FetchException {
        try (Transport transport = transport(repository, url, connections);
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

    private ObjectId fetch(Repository repository, String url, String source, String name, GitConnections connections)
            throws FetchException {
        String local = FETCHED + name;
        boolean byId = COMMIT.matcher(source).matches();
        FetchBounds bounds = new FetchBounds(limits);
        try (Transport transport = transport(repository, url, connections)) {
            transport.setDepth(1);
            transport.fetch(bounds, List.of(new RefSpec("+" + source + ":" + local)));
            if (byId && repository.getObjectDatabase().has(ObjectId.fromString(source))) {
                // No ref is made for what is asked for by its id.
                RefUpdate update = repository.updateRef(local);
                update.setNewObjectId(ObjectId.fromString(source));
                update.update();
            }
            Ref fetched = repository.exactRef(local);
            if (fetched == null) {
                throw byId
                        ? FetchException.absent("it has no commit `" + name + "`")
                        : FetchException.unavailable("the server left out all of it", null);
            }
            requireComplete(repository, fetched);
            ObjectId commit = repository.getRefDatabase().peel(fetched).getPeeledObjectId();
            return commit == null ? fetched.getObjectId() : commit;
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw bounds.isOver() ? tooManyObjects() : failure(e, byId);
        }
    }

    /** The id of each object was computed from its content; here all are there that the commit leads to. */
    private static void requireComplete(Repository repository, Ref fetched) throws IOException {
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            walk.markStart(walk.parseAny(fetched.getObjectId()));
            walk.checkConnectivity();
        } catch (MissingObjectException e) {
            RefUpdate update = repository.updateRef(fetched.getName());
            update.setForceUpdate(true);
            update.delete();
            throw FetchException.unavailable("the server left out a part of it", e);
        }
    }

    private FetchException tooManyObjects() {
        return FetchException.tooLarge("it has more than %d objects, which is the limit".formatted(limits.objects()));
    }

    private Transport transport(Repository repository, String url, GitConnections connections) throws FetchException {
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
