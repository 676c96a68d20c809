package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What kustomize printed for its own tests and for public repositories survives reading and writing byte for byte. */
class WrittenByKustomizeTest {
    private static final int TAR_BLOCK = 512;
    private static final Pattern BOUNDARY = Pattern.compile("(?m)^---\n");

    /** Counts documents, and those that came out differently. */
    private static final class Tally {
        private int documents;
        private final List<String> different = new ArrayList<>();

        void add(String name, String text) {
            for (String document : BOUNDARY.split(text, -1)) {
                if (!document.isEmpty()) {
                    documents++;
                    YamlDocuments read = Yaml.read(document);
                    if (!read.findings().isEmpty()
                            || !YamlWriter.writeAll(read.documents()).equals(document)) {
                        different.add(name + ": " + document);
                    }
                }
            }
        }
    }

    @Test
    void kustomizeCases_allSurvive() throws IOException {
        Tally tally = new Tally();
        for (Path file : files(conformance("kustomize"))) {
            if (file.getFileName().toString().equals("expected.yaml")) {
                tally.add(file.toString(), Files.readString(file));
            }
        }

        assertThat(tally.different).isEmpty();
        assertThat(tally.documents).isGreaterThanOrEqualTo(500);
    }

    @Test
    void publicRepositories_allSurvive() throws IOException {
        Tally tally = new Tally();
        for (Path file : files(conformance("repos-oracle"))) {
            String name = file.toString();
            if (name.endsWith(".tar.gz")) {
                addArchive(name, unzipped(file), tally);
            } else if (name.endsWith(".yaml.gz")) {
                tally.add(name, new String(unzipped(file), StandardCharsets.UTF_8));
            } else if (name.endsWith(".yaml")) {
                tally.add(name, Files.readString(file));
            }
        }

        assertThat(tally.different).isEmpty();
        assertThat(tally.documents).isGreaterThanOrEqualTo(6000);
    }

    private static Path conformance(String folder) {
        String directory = System.getProperty("conformance", "");
        Path path = Path.of(directory, folder);
        assumeTrue(!directory.isEmpty() && Files.isDirectory(path), "no conformance cases at " + path);
        return path;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] unzipped(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    /** Names and sizes are all that is wanted of a tar header. */
    private static void addArchive(String archive, byte[] tar, Tally tally) throws IOException {
        int at = 0;
        while (at + TAR_BLOCK <= tar.length && tar[at] != 0) {
            String name = field(tar, at, 100);
            int size = Integer.parseInt(field(tar, at + 124, 12).strip(), 8);
            byte[] content = Arrays.copyOfRange(tar, at + TAR_BLOCK, at + TAR_BLOCK + size);
            if (name.endsWith(".yaml.gz")) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
                    content = in.readAllBytes();
                }
            }
            if (name.endsWith(".yaml") || name.endsWith(".yaml.gz")) {
                tally.add(archive + "!" + name, new String(content, StandardCharsets.UTF_8));
            }
            at += TAR_BLOCK + (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
        }
    }

    private static String field(byte[] tar, int from, int length) {
        String text = new String(tar, from, length, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
