package io.github.ksailbot.sandbox.github.git;

import io.github.ksailbot.sandbox.github.model.Repo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Bare repositories, {@code DIRECTORY/OWNER/NAME.git}. */
public final class GitStore implements AutoCloseable {

    private final Path directory;
    private final Map<String, Repository> open = new ConcurrentHashMap<>();

    public GitStore(Path directory) {
        this.directory = directory;
    }

    public void create(Repo repo) {
        try {
            Repository git = new FileRepositoryBuilder()
                    .setGitDir(directory.resolve(repo.fullName() + ".git").toFile())
                    .setBare()
                    .build();
            ((FileRepository) git).create(true);
            StoredConfig config = git.getConfig();
            config.setBoolean("http", null, "receivepack", true);
            config.setBoolean("receive", null, "denyNonFastForwards", false);
            // As on GitHub, any commit of a pull request can be fetched by its id.
            config.setBoolean("uploadpack", null, "allowReachableSHA1InWant", true);
            config.setBoolean("gc", null, "auto", false);
            config.save();
            git.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + repo.defaultBranch);
            open.put(repo.fullName(), git);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commits of a repository; one that was never created is a mistake of the caller. */
    public Repository of(Repo repo) {
        Repository git = open.get(repo.fullName());
        if (git == null) {
            throw new IllegalStateException("no Git repository " + repo.fullName());
        }
        return git;
    }

    /** The repository {@code OWNER/NAME}, without {@code .git}; null if there is none. */
    public @Nullable Repository named(String name) {
        return open.get(name);
    }

    /** The commit that a branch, full ref or id names; null if there is none. */
    public @Nullable String commit(Repo repo, String revision) {
        try (RevWalk walk = new RevWalk(of(repo))) {
            Repository git = of(repo);
            for (String name : new String[] {Constants.R_HEADS + revision, Constants.R_REFS + revision, revision}) {
                ObjectId id = name.contains("..") ? null : git.resolve(name + "^{commit}");
                if (id != null && git.getObjectDatabase().has(id)) {
                    return walk.parseCommit(id).name();
                }
            }
            return null;
        } catch (org.eclipse.jgit.errors.RevisionSyntaxException | org.eclipse.jgit.errors.MissingObjectException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #commit}, of a revision that has to be there. */
    public String requireCommit(Repo repo, String revision) {
        String sha = commit(repo, revision);
        if (sha == null) {
            throw new IllegalArgumentException("no commit " + revision + " in " + repo.fullName());
        }
        return sha;
    }

    /** Points a ref at a commit, whatever it was before. */
    public void point(Repo repo, String ref, String sha) {
        try {
            RefUpdate update = of(repo).updateRef(ref);
            update.setNewObjectId(ObjectId.fromString(sha));
            update.setForceUpdate(true);
            require(update.update(), ref);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(Repo repo, String ref) {
        try {
            RefUpdate update = of(repo).updateRef(ref);
            update.setForceUpdate(true);
            require(update.delete(), ref);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(RefUpdate.Result result, String ref) {
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IllegalStateException("ref " + ref + ": " + result);
        }
    }

    public RevCommit parse(Repo repo, String sha) {
        try (RevWalk walk = new RevWalk(of(repo))) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
            walk.parseBody(commit);
            return commit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        open.values().forEach(Repository::close);
    }
}
