package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The public GitOps repositories of the conformance cases, some of which are archives there. */
public final class PublicRepositories {
    private static final Path UNPACKED = Path.of("target", "public-repositories");

    private PublicRepositories() {}

    /** Their directories by name; skips the test where there are none. */
    public static List<Path> all() throws IOException, InterruptedException {
        Path cases = Path.of(System.getProperty("conformance", "absent"));
        assumeTrue(
                Files.isDirectory(cases.resolve("repos")),
                "no conformance cases: system property `conformance` names no directory with `repos`");
        if (!Files.isDirectory(UNPACKED)) {
            unpack(cases.resolve("unpack.sh"));
        }
        try (Stream<Path> repositories = Files.list(UNPACKED.resolve("repos"))) {
            return repositories.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** In one move, so that no run takes another's half for the whole. */
    private static void unpack(Path script) throws IOException, InterruptedException {
        Path parent = Files.createDirectories(UNPACKED.toAbsolutePath().getParent());
        Path half = Files.createTempDirectory(parent, "unpacking-");
        Process process = new ProcessBuilder("sh", script.toString(), half.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        Files.move(half, UNPACKED, StandardCopyOption.ATOMIC_MOVE);
    }
}
