package io.github.ksailbot.cli.local;

import io.github.ksailbot.engine.source.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Where the files of a directory are at home: the remote {@code origin} of their Git repository. */
public final class OriginAddress {
    private OriginAddress() {}

    /** Empty without a directory, when the directory is in no Git repository, or in one without such a remote. */
    public static Set<RepositoryUrl> of(@Nullable Path directory) throws IOException {
        if (directory == null) {
            return Set.of();
        }
        FileRepositoryBuilder builder = new FileRepositoryBuilder()
                .findGitDir(directory.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return Set.of();
        }
        try (Repository repository = builder.setMustExist(true).build()) {
            String url = repository.getConfig().getString("remote", "origin", "url");
            return url == null ? Set.of() : Set.of(RepositoryUrl.of(url));
        }
    }
}
