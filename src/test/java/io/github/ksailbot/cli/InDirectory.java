package io.github.ksailbot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.io.TempDir;

/** A test with a directory of its own, in Git where it wants to. */
public abstract class InDirectory {
    /** Valid; not a thing of any environment. */
    public static final String SERVICE = """
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          ports:
            - port: 80
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    protected Path directory;

    /** @param file from the directory; directories above it are made */
    public final void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** The directory as a repository: a new one has the branch {@code main}, and no commit. */
    public final Git git() throws GitAPIException {
        return Git.init()
                .setDirectory(directory.toFile())
                .setInitialBranch("main")
                .call();
    }

    /** All files, as the next commit of the branch; its id. */
    public final String commit() throws GitAPIException {
        try (Git git = git()) {
            git.add().addFilepattern(".").call();
            return git.commit()
                    .setMessage("Change")
                    .setSign(false)
                    .setAuthor("Test", "test@example.org")
                    .setCommitter("Test", "test@example.org")
                    .call()
                    .name();
        }
    }
}
