package io.github.ksailbot.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;

/**
 * The inputs that a fuzz target begins with, and those that broke it once: the files of the directory beside the test
 * class, among the resources, that has its name. The ordinary build runs them all; the profile {@code fuzz} makes more.
 */
public final class Corpus implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(ExtensionContext context) throws IOException, URISyntaxException {
        Class<?> target = context.getRequiredTestClass();
        URL directory = target.getResource(target.getSimpleName());
        if (directory == null) {
            throw new IllegalStateException("no corpus for " + target.getName());
        }
        try (Stream<Path> entries = Files.list(Path.of(directory.toURI()))) {
            List<Path> files = entries.sorted().toList();
            return files.stream().map(Corpus::input);
        }
    }

    private static Arguments input(Path file) {
        try {
            return Arguments.of(Named.of(file.getFileName().toString(), Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
