package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.MemoryNode.Directory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Files that a test or a tool made up. */
public final class MemorySourceTree extends ResolvedSourceTree {
    private MemorySourceTree(Directory root, SourceLimits limits) {
        super(root, limits);
    }

    @Override
    public boolean hasFreeIds() {
        return true;
    }

    /**
     * A tree of text files.
     *
     * @param files text by path, such as {@code k8s/kustomization.yaml}
     */
    public static MemorySourceTree of(Map<String, String> files) {
        Builder builder = builder();
        files.forEach(builder::file);
        return builder.build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Collects files and links; directories come into being with what they hold. A path is given as it will be found, and
     * one that is no path, or is in use already, is an {@link IllegalArgumentException}.
     */
    public static final class Builder {
        private final Directory root = new Directory(SourcePath.ROOT);
        private SourceLimits limits = SourceLimits.DEFAULT;

        private Builder() {}

        public Builder file(String path, String text) {
            return file(path, text.getBytes(StandardCharsets.UTF_8));
        }

        public Builder file(String path, byte[] content) {
            SourcePath at = new SourcePath(path);
            root.put(at, new MemoryNode.Leaf(at, RawNode.Kind.FILE, content.clone()));
            return this;
        }

        /**
         * Adds a symbolic link.
         *
         * @param target as a symbolic link holds it: relative to the link's directory, and not checked here
         */
        public Builder link(String path, String target) {
            SourcePath at = new SourcePath(path);
            root.put(at, new MemoryNode.Leaf(at, RawNode.Kind.LINK, target.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        public Builder limits(SourceLimits newLimits) {
            limits = newLimits;
            return this;
        }

        /** A tree of what was collected so far; later calls do not change it. */
        public MemorySourceTree build() {
            return new MemorySourceTree(root.sealed(limits.directoryEntries()), limits);
        }
    }
}
