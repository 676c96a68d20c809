package io.github.ksailbot.outside.fetch.git;

import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.RevisionException;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.outside.fetch.net.CacheFolder;
import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import io.github.ksailbot.outside.fetch.net.OutsideClient;
import io.github.ksailbot.outside.fetch.net.Recent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * Commits of other repositories, fetched without their history over HTTPS. Nothing is checked out, so that no hook and no filter
 * runs; submodules are not followed. A branch or tag is asked for once in a while, a commit once.
 */
public final class GitRepositories {
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

    public GitRepositories(OutsideClient client, CacheFolder cache, FetchLimits limits, Clock clock) {
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
    public SourceTree tree(String url, String ref, boolean submodules, Duration asked) throws FetchException {
        client.url(url);
        synchronized (locks[Math.floorMod(url.hashCode(), LOCKS)]) {
            Duration time = client.spending().left(asked.compareTo(limits.time()) < 0 ? asked : limits.time());
            FetchLimits timed = limits.withTimes(time, limits.fresh());
            try (GitConnections connections = new GitConnections(client, timed, time)) {
                Path directory = cache.entry("git " + url);
                Repository repository = open(directory);
                ObjectId commit = commit(repository, url, ref, new GitFetch(repository, url, connections, timed));
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

    private ObjectId commit(Repository repository, String url, String ref, GitFetch fetch)
            throws FetchException, IOException {
        if (COMMIT.matcher(ref).matches()) {
            ObjectId commit = ObjectId.fromString(ref);
            return has(repository, commit) ? commit : kept(repository, fetch.commit(commit));
        }
        String key = url + " " + ref;
        Resolved known = resolved.get(key);
        if (known != null
                && clock.instant().isBefore(known.at().plus(limits.fresh()))
                && has(repository, known.commit())) {
            return known.commit();
        }
        Ref advertised = fetch.advertised(ref);
        ObjectId tip =
                advertised.getPeeledObjectId() == null ? advertised.getObjectId() : advertised.getPeeledObjectId();
        ObjectId commit = has(repository, tip) ? tip : kept(repository, fetch.ref(advertised.getName()));
        resolved.put(key, new Resolved(commit, clock.instant()));
        return commit;
    }

    private static ObjectId kept(Repository repository, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(FETCHED + commit.name());
        update.setNewObjectId(commit);
        update.setForceUpdate(true);
        update.update();
        return commit;
    }

    /** Whether a commit was fetched to its end: its ref is written last. */
    private static boolean has(Repository repository, ObjectId commit) throws IOException {
        return repository.exactRef(FETCHED + commit.name()) != null;
    }
}
