package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node of a {@link MemorySourceTree}. */
sealed interface MemoryNode extends RawNode {

    /** File or link. */
    final class Leaf implements MemoryNode {
        private final SourcePath path;
        private final Kind kind;
        private final byte[] content;
        private volatile @Nullable String id;

        Leaf(SourcePath path, Kind kind, byte[] content) {
            this.path = path;
            this.kind = kind;
            this.content = content;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public @Nullable RawNode child(String name) {
            return null;
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public byte[] read(int limit) throws SourceException {
            if (content.length > limit) {
                throw RawNode.tooLarge(path, content.length, limit);
            }
            return content;
        }

        @Override
        public String id() {
            String known = id;
            if (known == null) {
                known = GitIds.blob(content);
                id = known;
            }
            return known;
        }
    }

    /** Filled by the builder; never changed once the tree is built. */
    final class Directory implements MemoryNode {
        private final SourcePath path;
        private final SortedMap<String, MemoryNode> children = new TreeMap<>(EntryNames.ORDER);
        private int limit = Integer.MAX_VALUE;
        private volatile @Nullable String id;

        Directory(SourcePath path) {
            this.path = path;
        }

        void put(SourcePath at, Leaf leaf) {
            String[] segments = at.value().split("/", -1);
            Directory directory = this;
            for (int i = 0; i < segments.length - 1; i++) {
                SourcePath below = directory.path.child(segments[i]);
                if (directory.children.computeIfAbsent(segments[i], name -> new Directory(below))
                        instanceof Directory next) {
                    directory = next;
                } else {
                    throw new IllegalArgumentException(below + " is a file or link, not a directory");
                }
            }
            if (at.isRoot() || directory.children.putIfAbsent(at.name(), leaf) != null) {
                throw new IllegalArgumentException(at + " is already there");
            }
        }

        Directory sealed(int directoryEntries) {
            Directory copy = new Directory(path);
            copy.limit = directoryEntries;
            children.forEach((name, node) -> copy.children.put(
                    name, node instanceof Directory directory ? directory.sealed(directoryEntries) : node));
            return copy;
        }

        @Override
        public Kind kind() {
            return Kind.DIRECTORY;
        }

        @Override
        public @Nullable RawNode child(String name) throws SourceException {
            requireEntries();
            return children.get(name);
        }

        @Override
        public List<String> names() throws SourceException {
            requireEntries();
            return children.keySet().stream().filter(EntryNames::isVisible).toList();
        }

        private void requireEntries() throws SourceException {
            if (children.size() > limit) {
                throw RawNode.tooManyEntries(path, limit);
            }
        }

        @Override
        public byte[] read(int maximum) throws SourceException {
            throw new SourceException(Reason.WRONG_KIND, path, "`" + path + "` is a directory");
        }

        @Override
        public String id() {
            String known = id;
            if (known == null) {
                known = computeId();
                id = known;
            }
            return known;
        }

        private String computeId() {
            List<GitIds.TreeItem> items = new ArrayList<>();
            for (Map.Entry<String, MemoryNode> child : children.entrySet()) {
                if (!EntryNames.isVisible(child.getKey())) {
                    continue;
                }
                String mode =
                        switch (child.getValue().kind()) {
                            case DIRECTORY -> GitIds.DIRECTORY_MODE;
                            case LINK -> GitIds.LINK_MODE;
                            case FILE, OTHER -> GitIds.FILE_MODE;
                        };
                items.add(new GitIds.TreeItem(
                        child.getKey(), mode, child.getValue().id()));
            }
            return GitIds.tree(items);
        }
    }
}
