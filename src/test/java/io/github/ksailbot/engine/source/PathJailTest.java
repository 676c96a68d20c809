package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever the names and links: nothing outside is ever reached, and all kinds of trees agree. */
final class PathJailTest {
    private static final String OUTSIDE = "outside";

    @Property(tries = 2000)
    void resolve_neverLeaves(@ForAll("paths") String base, @ForAll("paths") String relative) {
        try {
            SourcePath resolved = SourcePath.parse(base).resolve(relative);
            Path root = Path.of("/r/o/o/t");
            assertThat(root.resolve(resolved.value()).normalize()).isEqualTo(root.resolve(resolved.value()));
            assertThat(resolved.value().split("/")).doesNotContain("..", ".");
        } catch (SourceException e) {
            assertThat(e.reason()).isEqualTo(SourceException.Reason.ESCAPES);
        }
    }

    @Property(tries = 300)
    void links_neverLeaveAndAllStoragesAgree(@ForAll("links") Map<String, String> links, @ForAll("paths") String asked)
            throws Exception {
        SourcePath path;
        try {
            path = SourcePath.parse(asked);
        } catch (SourceException e) {
            return;
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : List.of("f", "x/f", "x/y/f")) {
            files.put(file, "inside " + file);
        }
        Storage.Layout layout = new Storage.Layout(files, links);
        Path scratch = Files.createTempDirectory("jail");
        try {
            Files.writeString(scratch.resolve("f"), OUTSIDE);
            String expected = answer(Storage.MEMORY.lay(layout, scratch, SourceLimits.DEFAULT), path);
            assertThat(expected).doesNotContain(OUTSIDE);
            for (Storage storage : List.of(Storage.DIRECTORY, Storage.GIT)) {
                assertThat(answer(storage.lay(layout, scratch, SourceLimits.DEFAULT), path))
                        .as("%s: %s with %s", storage, asked, links)
                        .isEqualTo(expected);
            }
        } finally {
            delete(scratch);
        }
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> segment = Arbitraries.of("..", ".", "", "x", "y", "f", "l", "m", "x", "...", "a b");
        return segment.list().ofMinSize(1).ofMaxSize(7).map(segments -> String.join("/", segments));
    }

    @Provide
    Arbitrary<Map<String, String>> links() {
        Arbitrary<String> place = Arbitraries.of("l", "m", "x/l", "x/y/m");
        return Arbitraries.maps(place, paths().filter(target -> !target.isEmpty() && !target.endsWith("/")))
                .ofMaxSize(4);
    }

    private static String answer(SourceTree tree, SourcePath path) {
        try {
            SourceEntry entry = tree.find(path).orElse(null);
            if (entry == null) {
                return "nothing";
            }
            return entry.isFile()
                    ? entry.path() + ": " + new String(tree.read(path), StandardCharsets.UTF_8)
                    : entry.path() + ": " + tree.names(path);
        } catch (SourceException e) {
            return e.reason().name();
        }
    }

    private static void delete(Path directory) throws Exception {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
