package io.github.ksailbot.sandbox.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A GitOps repository as teams have them: two clusters, {@code local} and {@code prod}, over shared bases, with Flux.
 * Both clusters are in order.
 */
public final class ExampleRepository {

    private static final String ROOT = "/example-repository";

    private ExampleRepository() {}

    /** The same repository with settings that ask for scans, where new findings of severity High fail a pull request. */
    public static Map<String, String> scannedFiles() {
        Map<String, String> files = files();
        files.put(".github/ksail-bot.yaml", "scan:\n  failOnNew: high\n");
        return files;
    }

    /** Path to text, by path. */
    public static Map<String, String> files() {
        URL root = ExampleRepository.class.getResource(ROOT);
        if (root == null) {
            throw new IllegalStateException("no resource " + ROOT);
        }
        try {
            URI uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath(ROOT));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return files;
    }
}
