package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Fetches what GitRepositories name, over the wire. */
public final class GitArtifacts implements Artifacts {
    private final @Nullable CredentialsProvider credentials;

    /** @param credentials null for none */
    public GitArtifacts(@Nullable CredentialsProvider credentials) {
        this.credentials = credentials;
    }

    @Override
    public Content fetch(ObjectNode source) throws Unavailable {
        String url = source.at("/spec/url").asText();
        String name = source.at("/spec/ref/name").asText("");
        String branch = source.at("/spec/ref/branch").asText(name.isEmpty() ? "master" : "");
        String ref = name.isEmpty() ? "refs/heads/" + branch : name;
        try (Repository repository = new InMemoryRepository(new DfsRepositoryDescription("source"));
                Git git = new Git(repository)) {
            git.fetch()
                    .setRemote(url)
                    .setCredentialsProvider(credentials)
                    .setDepth(1)
                    .setRefSpecs(List.of(new RefSpec("+" + ref + ":refs/fetched")))
                    .call();
            ObjectId id = repository.resolve("refs/fetched");
            if (id == null) {
                throw unavailable(url, "couldn't find remote ref \"" + ref + "\"");
            }
            String revision = (name.isEmpty() ? branch : name) + "@sha1:" + id.name();
            return new Content(revision, url, tree(repository, id), Map.of());
        } catch (InvalidRemoteException e) {
            throw unavailable(url, "repository not found");
        } catch (GitAPIException | IOException e) {
            throw unavailable(url, String.valueOf(e.getMessage()));
        }
    }

    private static Unavailable unavailable(String url, String why) {
        return new Unavailable(
                "GitOperationFailed",
                "failed to checkout and determine revision: unable to clone '%s': %s".formatted(url, why));
    }

    private static SourceTree tree(Repository repository, ObjectId id) throws IOException {
        MemorySourceTree.Builder files = MemorySourceTree.builder();
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            RevCommit commit = commits.parseCommit(id);
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                files.file(
                        walk.getPathString(),
                        repository.open(walk.getObjectId(0)).getBytes());
            }
        }
        return files.build();
    }
}
