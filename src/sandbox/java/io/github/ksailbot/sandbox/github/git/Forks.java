package io.github.ksailbot.sandbox.github.git;

import io.github.ksailbot.sandbox.github.model.Repo;
import java.util.List;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/** Copies commits between a repository and its forks. */
public final class Forks {

    private Forks() {}

    /** Fetches by specs as {@code git fetch} has them, for example {@code +refs/heads/*:refs/heads/*} */
    public static void fetch(GitStore store, Repo from, Repo into, String... specs) {
        FetchCommand fetch = new Git(store.of(into)).fetch();
        try {
            fetch.setRemote(store.of(from).getDirectory().getAbsolutePath())
                    .setRefSpecs(List.of(specs).stream().map(RefSpec::new).toList())
                    .setTagOpt(TagOpt.NO_TAGS)
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException("cannot copy from " + from.fullName() + " to " + into.fullName(), e);
        }
    }
}
