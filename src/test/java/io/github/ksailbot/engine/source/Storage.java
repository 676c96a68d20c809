package io.github.ksailbot.engine.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;

/** Lays the same files out in each kind of source tree. */
enum Storage {
    MEMORY {
        @Override
        SourceTree lay(Layout files, Path scratch, SourceLimits limits) {
            MemorySourceTree.Builder builder = MemorySourceTree.builder().limits(limits);
            files.texts().forEach(builder::file);
            files.links().forEach(builder::link);
            return builder.build();
        }
    },
    DIRECTORY {
        @Override
        SourceTree lay(Layout files, Path scratch, SourceLimits limits) throws Exception {
            Path root = Files.createDirectory(scratch.resolve("tree"));
            for (Map.Entry<String, String> file : files.texts().entrySet()) {
                Files.writeString(parents(root.resolve(file.getKey())), file.getValue());
            }
            for (Map.Entry<String, String> link : files.links().entrySet()) {
                Files.createSymbolicLink(parents(root.resolve(link.getKey())), Path.of(link.getValue()));
            }
            return DirectorySourceTree.of(root, limits);
        }

        private Path parents(Path file) throws IOException {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return file;
        }
    },
    GIT {
        @Override
        SourceTree lay(Layout files, Path scratch, SourceLimits limits) throws Exception {
            InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("test"));
            GitDirectory root = new GitDirectory();
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                for (Map.Entry<String, String> file : files.texts().entrySet()) {
                    root.put(file.getKey(), FileMode.REGULAR_FILE, blob(inserter, file.getValue()));
                }
                for (Map.Entry<String, String> link : files.links().entrySet()) {
                    root.put(link.getKey(), FileMode.SYMLINK, blob(inserter, link.getValue()));
                }
                ObjectId tree = root.write(inserter);
                inserter.flush();
                return GitSourceTree.of(repository, tree, limits);
            }
        }

        private ObjectId blob(ObjectInserter inserter, String text) throws IOException {
            return inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
        }
    };

    /**
     * @param texts content by path
     * @param links target by path
     */
    record Layout(Map<String, String> texts, Map<String, String> links) {}

    abstract SourceTree lay(Layout files, Path scratch, SourceLimits limits) throws Exception;

    /** A Git tree in the making; takes names that Git's own tools refuse. */
    static final class GitDirectory {
        private record Item(FileMode mode, ObjectId id) {}

        private final Map<String, Item> items = new TreeMap<>();
        private final Map<String, GitDirectory> directories = new TreeMap<>();

        void put(String path, FileMode mode, ObjectId id) {
            int slash = path.indexOf('/');
            if (slash < 0) {
                items.put(path, new Item(mode, id));
            } else {
                directories
                        .computeIfAbsent(path.substring(0, slash), name -> new GitDirectory())
                        .put(path.substring(slash + 1), mode, id);
            }
        }

        ObjectId write(ObjectInserter inserter) throws IOException {
            Map<String, Item> all = new TreeMap<>(items);
            for (Map.Entry<String, GitDirectory> directory : directories.entrySet()) {
                all.put(
                        directory.getKey(),
                        new Item(FileMode.TREE, directory.getValue().write(inserter)));
            }
            List<Map.Entry<String, Item>> sorted = new ArrayList<>(all.entrySet());
            sorted.sort((a, b) -> Arrays.compareUnsigned(key(a), key(b)));
            TreeFormatter tree = new TreeFormatter();
            for (Map.Entry<String, Item> item : sorted) {
                tree.append(
                        item.getKey().getBytes(StandardCharsets.UTF_8),
                        item.getValue().mode(),
                        item.getValue().id());
            }
            return inserter.insert(tree);
        }

        private static byte[] key(Map.Entry<String, Item> item) {
            String suffix = item.getValue().mode() == FileMode.TREE ? "/" : "";
            return (item.getKey() + suffix).getBytes(StandardCharsets.UTF_8);
        }
    }
}
