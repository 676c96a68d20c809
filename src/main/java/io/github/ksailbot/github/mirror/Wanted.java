package io.github.ksailbot.github.mirror;

import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;

/**
 * Which refs bring a subject's commits. In the mirror they have flat names of our own: a branch {@code a} that became a
 * directory {@code a/b} on the server would otherwise stand in its own way.
 */
final class Wanted {
    private Wanted() {}

    static RefSpec head(Subject.PullRequest pullRequest) {
        return new RefSpec("+refs/pull/" + pullRequest.number() + "/head:refs/ksail/pull-" + pullRequest.number());
    }

    static List<RefSpec> base(Revision revision) {
        String branch = revision.baseBranch();
        if (branch.isEmpty() || !Repository.isValidRefName("refs/heads/" + branch)) {
            return List.of();
        }
        return List.of(new RefSpec("+refs/heads/" + branch + ":refs/ksail/base-" + hash(branch)));
    }

    /** By its id, whatever ref has it: GitHub gives every commit that a ref reaches. */
    static RefSpec commit(String id) {
        return new RefSpec(id);
    }

    /** The ref that keeps a commit which was fetched by its id. */
    static String keeper(String id) {
        return "refs/ksail/commit-" + id;
    }

    /** A branch name may be longer than a file name. */
    private static String hash(String branch) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(branch.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
