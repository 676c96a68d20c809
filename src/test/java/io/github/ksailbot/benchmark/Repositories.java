package io.github.ksailbot.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The public repositories of the conformance cases as directories, and which of their kustomizations kustomize renders.
 * Read from the system property {@code repositories}: what the cases' {@code unpack.sh} made.
 */
record Repositories(List<Repository> all) {
    /** @param kustomizations that kustomize renders */
    record Repository(Path root, List<Kustomization> kustomizations, long bytes) {}

    /** @param unrestricted whether it needs files from outside of its directory */
    record Kustomization(Path directory, boolean unrestricted) {}

    static Repositories read() throws IOException {
        Path unpacked = Path.of(System.getProperty("repositories", "target/public-repositories"));
        List<Repository> all = new ArrayList<>();
        try (Stream<Path> roots = Files.list(unpacked.resolve("repos"))) {
            for (Path root : roots.filter(Files::isDirectory).sorted().toList()) {
                Path index = unpacked.resolve("repos-oracle")
                        .resolve(root.getFileName())
                        .resolve("index.json");
                all.add(repository(root.toRealPath(), new ObjectMapper().readTree(index.toFile())));
            }
        }
        return new Repositories(List.copyOf(all));
    }

    private static Repository repository(Path root, JsonNode index) throws IOException {
        List<Kustomization> kustomizations = new ArrayList<>();
        for (JsonNode one : index.get("dirs")) {
            kustomizations.add(new Kustomization(
                    root.resolve(one.get("dir").asText()).normalize(),
                    one.path("flags").toString().contains("LoadRestrictionsNone")));
        }
        try (Stream<Path> files = Files.walk(root)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(Repositories::size)
                    .sum();
            return new Repository(root, List.copyOf(kustomizations), bytes);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the bytes of its files. */
    Repository largest() {
        return all.stream().max(Comparator.comparingLong(Repository::bytes)).orElseThrow();
    }

    List<Kustomization> kustomizations() {
        return all.stream().flatMap(one -> one.kustomizations().stream()).toList();
    }
}
