package io.github.ksailbot.outside.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes directories that were made for one chart or one worker. */
final class Folders {
    private Folders() {}

    /** Links are removed, not followed. What cannot be removed stays: it is in the system's directory for temporary files. */
    static void delete(Path folder) {
        List<Path> files;
        try (Stream<Path> below = Files.walk(folder)) {
            files = below.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            System.getLogger(Folders.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} could not be removed: {1}", folder, e.getMessage());
        }
    }
}
