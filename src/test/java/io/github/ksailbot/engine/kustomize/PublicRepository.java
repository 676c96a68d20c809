package io.github.ksailbot.engine.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A public GitOps repository with what kustomize makes of each of its directories. Some are stored as a directory, some as
 * a {@code .tar.gz}.
 *
 * @param oracle {@code index.json} and the rendered texts that it names
 */
record PublicRepository(String name, SourceTree tree, SourceTree oracle) {
    private static final Path CONFORMANCE = Path.of(System.getProperty("conformance", "absent"));
    private static final String ARCHIVE = ".tar.gz";

    /**
     * A directory with a kustomization.
     *
     * @param name of the repository and path in it
     * @param why the class of reasons for which kustomize refuses it; empty when it does not
     * @param error what kustomize says then, maybe without its beginning
     */
    record Directory(
            PublicRepository repository,
            String name,
            String path,
            boolean unrestricted,
            String out,
            String why,
            String error) {

        Build build() throws SourceException {
            return new Kustomizer()
                    .build(
                            repository.tree,
                            SourcePath.parse(path),
                            new BuildOptions(
                                    unrestricted ? LoadRule.SOURCE_ROOT : LoadRule.KUSTOMIZATION_ROOT, Order.LEGACY));
        }

        /** What kustomize renders. */
        String expected() throws IOException, SourceException {
            byte[] content = repository.oracle.read(SourcePath.parse(out));
            try (InputStream stream = out.endsWith(".gz")
                    ? new GZIPInputStream(new ByteArrayInputStream(content))
                    : new ByteArrayInputStream(content)) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** All that are there, by name; none where the conformance cases are absent. */
    static List<PublicRepository> all() throws IOException, SourceException {
        Path repositories = CONFORMANCE.resolve("repos");
        if (!Files.isDirectory(repositories)) {
            return List.of();
        }
        List<Path> stored;
        try (Stream<Path> entries = Files.list(repositories)) {
            stored = entries.sorted().toList();
        }
        List<PublicRepository> all = new ArrayList<>();
        for (Path repository : stored) {
            Path oracle = CONFORMANCE.resolve("repos-oracle").resolve(repository.getFileName());
            String name = repository.getFileName().toString();
            all.add(new PublicRepository(
                    name.endsWith(ARCHIVE) ? name.substring(0, name.length() - ARCHIVE.length()) : name,
                    tree(repository),
                    tree(oracle)));
        }
        return all;
    }

    /** The directories that kustomize renders. */
    List<Directory> rendered() throws IOException, SourceException {
        return directories("dirs");
    }

    /** The directories that it refuses. */
    List<Directory> refused() throws IOException, SourceException {
        return directories("notBuildable");
    }

    private List<Directory> directories(String list) throws IOException, SourceException {
        JsonNode index = new ObjectMapper().readTree(oracle.read(SourcePath.parse("index.json")));
        List<Directory> directories = new ArrayList<>();
        for (JsonNode entry : index.path(list)) {
            String path = entry.get("dir").asText();
            directories.add(new Directory(
                    this,
                    name + ":" + path,
                    path,
                    entry.path("flags").toString().contains("LoadRestrictionsNone"),
                    entry.path("out").asText(),
                    entry.path("class").asText(),
                    entry.path("error").asText()));
        }
        return directories;
    }

    private static SourceTree tree(Path stored) throws IOException, SourceException {
        return Files.isDirectory(stored) ? DirectorySourceTree.of(stored) : unpacked(stored);
    }

    /** Without the one directory that holds everything. */
    private static SourceTree unpacked(Path archive) throws IOException {
        MemorySourceTree.Builder builder = MemorySourceTree.builder();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (entry.isSymbolicLink()) {
                    builder.link(path, entry.getLinkName());
                } else if (entry.isFile()) {
                    builder.file(path, tar.readAllBytes());
                }
            }
        }
        return builder.build();
    }
}
