package io.github.ksailbot.outside.fetch;

import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.kustomize.remote.RemoteFile;
import io.github.ksailbot.engine.kustomize.remote.RemoteRepository;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.outside.fetch.git.GitRepositories;
import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchSpending;
import io.github.ksailbot.outside.fetch.net.WebFiles;
import java.util.Map;
import java.util.function.Supplier;

/** Fetches what kustomizations name: Git repositories over HTTPS, and files of web servers. */
final class OutsideFetcher implements Fetcher {
    private final GitRepositories repositories;
    private final WebFiles files;
    private final FetchSpending spending;

    OutsideFetcher(GitRepositories repositories, WebFiles files, FetchSpending spending) {
        this.spending = spending;
        this.repositories = repositories;
        this.files = files;
    }

    @Override
    public Fetched<SourceTree> repository(RemoteRepository repository) {
        try {
            return new Fetched.Content<>(spending.counted(() -> repositories.tree(
                    repository.cloneUrl(), repository.ref(), repository.submodules(), repository.timeout())));
        } catch (FetchException e) {
            return e.refusal();
        }
    }

    @Override
    public Fetched<byte[]> file(RemoteFile file) {
        try {
            return new Fetched.Content<>(spending.counted(() -> files.get(file.url(), Map.of(), "file")));
        } catch (FetchException e) {
            return e.refusal();
        }
    }

    @Override
    public <T> T within(Supplier<T> work) {
        return spending.within(work);
    }
}
