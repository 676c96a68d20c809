package io.github.ksailbot.cli.local;

import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Which commit the files of a directory are. */
public final class WorkTreeRevision {
    private WorkTreeRevision() {}

    /**
     * That of {@code HEAD} when nothing differs from it; else none, so that an artifact never names a commit that it was not
     * made of.
     */
    public static ArtifactRevision of(Path directory, String title) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(directory.toFile());
        if (builder.getGitDir() == null) {
            return ArtifactRevision.uncommitted("", title);
        }
        try (Repository repository = builder.setMustExist(true).build();
                RevWalk walk = new RevWalk(repository)) {
            String source = withoutCredentials(repository.getConfig().getString("remote", "origin", "url"));
            ObjectId head = repository.resolve(Constants.HEAD + "^{commit}");
            if (head == null || !new Git(repository).status().call().isClean()) {
                return ArtifactRevision.uncommitted(source, title);
            }
            Instant committed = walk.parseCommit(head).getCommitterIdent().getWhenAsInstant();
            String branch = repository.getBranch();
            return new ArtifactRevision(
                    source, ObjectId.isId(branch) ? Constants.HEAD : branch, head.name(), committed, title);
        } catch (GitAPIException | NoWorkTreeException e) {
            throw new IOException("The state of the Git work tree cannot be read: " + e.getMessage(), e);
        }
    }

    private static String withoutCredentials(@Nullable String url) {
        return url == null ? "" : url.replaceFirst("(?<=://)[^/@]*@", "");
    }
}
