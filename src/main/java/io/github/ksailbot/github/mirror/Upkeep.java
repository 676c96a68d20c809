package io.github.ksailbot.github.mirror;

import io.quarkus.logging.Log;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;

/** Every fetch leaves a pack, and looking through many is slow: now and then they are made one. */
final class Upkeep {
    private static final int PACKS = 100;

    private Upkeep() {}

    /** Best effort: a mirror with many packs is slow, not wrong. The caller holds the mirror's lock. */
    static void of(Repository repository) {
        if (!(repository instanceof FileRepository files)
                || files.getObjectDatabase().getPacks().size() < PACKS) {
            return;
        }
        try (Git git = Git.wrap(repository)) {
            git.gc().call();
        } catch (GitAPIException | JGitInternalException e) {
            Log.warnf(e, "Packing %s failed", repository.getDirectory());
        }
    }
}
