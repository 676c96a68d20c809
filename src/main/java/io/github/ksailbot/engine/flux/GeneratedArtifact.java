package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An {@code ExternalArtifact} that an {@code ArtifactGenerator} copies together. It is known here when all of its directories
 * lie in it as they lie below one directory of the repository.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/artifactgenerators/">Artifact generators</a>
 */
final class GeneratedArtifact {
    static final String KIND = "ExternalArtifact";

    private static final String TARGET = "@artifact";
    private static final String ALL_BELOW = "/**";

    private final ObjectKey generator;
    private final List<ObjectKey> sources;
    private final @Nullable SourcePath root;

    private final List<SourcePath> directories;

    private GeneratedArtifact(
            ObjectKey generator, List<ObjectKey> sources, @Nullable SourcePath root, List<SourcePath> directories) {
        this.directories = List.copyOf(directories);
        this.generator = generator;
        this.sources = List.copyOf(sources);
        this.root = root;
    }

    /** Null when no generator that was rendered so far makes it. */
    static @Nullable GeneratedArtifact find(ObjectKey source, Surroundings surroundings) {
        if (!source.kind().equals(KIND)) {
            return null;
        }
        for (Manifest generator : surroundings.all("ArtifactGenerator")) {
            MappingNode spec = generator.root().mapping("spec");
            if (spec != null && generator.namespace().equals(source.namespace())) {
                for (MappingNode artifact : spec.mappings("artifacts")) {
                    if (artifact.text("name").equals(source.name())) {
                        return of(generator, spec, artifact);
                    }
                }
            }
        }
        return null;
    }

    private static GeneratedArtifact of(Manifest generator, MappingNode spec, MappingNode artifact) {
        List<ObjectKey> sources = new ArrayList<>();
        Set<String> aliases = new HashSet<>();
        for (MappingNode source : spec.mappings("sources")) {
            aliases.add(source.text("alias"));
            sources.add(ObjectKey.of(source, "GitRepository", generator.namespace()));
        }
        Set<@Nullable SourcePath> roots = new HashSet<>();
        List<SourcePath> directories = new ArrayList<>();
        for (MappingNode copy : artifact.mappings("copy")) {
            Copied copied = Copied.of(copy, aliases);
            roots.add(copied == null ? null : copied.root());
            if (copied != null) {
                directories.add(copied.directory());
            }
        }
        SourcePath root =
                roots.size() == 1 && sources.size() == 1 ? roots.iterator().next() : null;
        return new GeneratedArtifact(ObjectKey.of(generator), sources, root, directories);
    }

    /** Directories of the repository that it holds. */
    List<SourcePath> directories() {
        return directories;
    }

    /**
     * A directory whose contents a copy lays out as they lie below another one.
     *
     * @param root the other one, which becomes the root of the artifact
     */
    private record Copied(SourcePath directory, SourcePath root) {

        /** Null when the copy does something else. */
        static @Nullable Copied of(MappingNode copy, Set<String> aliases) {
            String from = copy.text("from");
            String to = copy.text("to");
            int slash = from.indexOf('/');
            if (slash < 1
                    || !from.startsWith("@")
                    || !aliases.contains(from.substring(1, slash))
                    || !from.endsWith(ALL_BELOW)
                    || !to.startsWith(TARGET + "/")
                    || copy.has("exclude")) {
                return null;
            }
            try {
                int end = Math.max(slash, from.length() - ALL_BELOW.length());
                SourcePath directory = path(from.substring(slash, end));
                SourcePath root = directory;
                for (SourcePath at = path(to.substring(TARGET.length())); !at.isRoot(); at = at.parent()) {
                    if (!root.name().equals(at.name())) {
                        return null;
                    }
                    root = root.parent();
                }
                return directory.value().contains("*") ? null : new Copied(directory, root);
            } catch (SourceException e) {
                return null;
            }
        }

        private static SourcePath path(String text) throws SourceException {
            return SourcePath.parse(text.replaceFirst("^/+", ""));
        }
    }

    /** Null when it cannot be known without making the artifact. */
    @Nullable SourcePath root() {
        return root;
    }

    /** Empty when it is a part of this repository; else what it is, or why that is not known. */
    String elsewhere(Function<ObjectKey, String> elsewhere) {
        for (ObjectKey source : sources) {
            String reason = elsewhere.apply(source);
            if (!reason.isEmpty()) {
                return reason;
            }
        }
        return root == null
                ? "`" + generator + "` puts it together of several directories or sources, which is not done here"
                : "";
    }
}
