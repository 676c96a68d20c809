package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells sources that bring this repository to the cluster from those that bring another one. By convention the source
 * {@value #SYSTEM} does, which bootstrap or a {@code FluxInstance} makes; and so does whatever names the same address and
 * branch, an OCI artifact of the same owner and name, and an {@code ExternalArtifact} that is copied from such a source.
 */
public final class FluxSources {
    public static final String SYSTEM = "flux-system";

    private static final String OCI = "OCIRepository";
    private static final String GIT = "GitRepository";

    private final Surroundings objects;

    public FluxSources(Surroundings surroundings) {
        this.objects = surroundings;
    }

    /** Whether it can be said what a source brings: no object that is rendered later may change that. */
    public boolean isKnown(ObjectKey source) {
        return source.name().equals(SYSTEM)
                || objects.find(source) != null
                || GeneratedArtifact.find(source, objects) != null;
    }

    /** Empty when the source brings this repository; else what it brings, or why that is not known. */
    public String elsewhere(ObjectKey source) {
        Manifest object = objects.find(source);
        if (object == null) {
            GeneratedArtifact artifact = GeneratedArtifact.find(source, objects);
            if (artifact != null) {
                return artifact.elsewhere(this::elsewhere);
            }
            return source.name().equals(SYSTEM) ? "" : "nothing here declares `" + source + "`";
        }
        if (source.name().equals(SYSTEM)) {
            // whatever its address: a fork's checkout is judged as what it is a copy of
            return "";
        }
        RepositoryUrl url = RepositoryUrl.of(url(object));
        if (!isThisRepository(source.kind(), url)) {
            return "`" + source + "` brings `" + url(object) + "`";
        }
        Manifest system = system(source.kind());
        return system == null || reference(object).equals(reference(system))
                ? ""
                : "`" + source + "` brings another revision of this repository, `" + reference(object) + "`";
    }

    /** What {@link #root} is the root of. */
    SourceRoot content(ObjectKey source, Manifest object, String path) {
        SourcePath root = root(source, object, path);
        Manifest known = objects.find(source);
        GeneratedArtifact artifact = known == null ? GeneratedArtifact.find(source, objects) : null;
        MappingNode spec = known == null ? null : known.root().mapping("spec");
        return new SourceRoot(
                root,
                artifact == null ? List.of(root) : artifact.directories(),
                spec == null ? "" : spec.text("ignore"));
    }

    /**
     * The directory of the tree that is the root of a source which brings this repository.
     *
     * @param object that names the source
     * @param path in the source that the object names
     */
    public SourcePath root(ObjectKey source, Manifest object, String path) {
        Manifest known = objects.find(source);
        if (source.kind().equals(GIT)) {
            return SourcePath.ROOT;
        }
        GeneratedArtifact artifact = known == null ? GeneratedArtifact.find(source, objects) : null;
        if (artifact != null && artifact.root() != null) {
            return artifact.root();
        }
        return objects.artifactRoot().isRoot() ? holding(object, path) : objects.artifactRoot();
    }

    /**
     * Nothing says which directory an artifact was made of. It is the repository or, where that does not have the path, the
     * nearest directory above the object that does.
     */
    private SourcePath holding(Manifest object, String path) {
        SourcePath directory = SourcePath.ROOT;
        SourcePath above = directoryOf(object);
        while (true) {
            if (isDirectory(directory, path)) {
                return directory;
            }
            if (above.isRoot()) {
                return SourcePath.ROOT;
            }
            directory = above;
            above = above.parent();
        }
    }

    private static SourcePath directoryOf(Manifest object) {
        try {
            return SourcePath.parse(object.origin().file()).parent();
        } catch (SourceException e) {
            return SourcePath.ROOT;
        }
    }

    private boolean isDirectory(SourcePath from, String path) {
        try {
            return objects.asking()
                    .find(from.resolve(path.isEmpty() ? "." : path))
                    .filter(SourceEntry::isDirectory)
                    .isPresent();
        } catch (SourceException e) {
            return false;
        }
    }

    private boolean isThisRepository(String kind, RepositoryUrl url) {
        if (objects.addresses().contains(url)) {
            return true;
        }
        Manifest system = system(kind);
        if (system != null && RepositoryUrl.of(url(system)).equals(url)) {
            return true;
        }
        return kind.equals(OCI) && isNamedAlike(url);
    }

    /** {@code registry/OWNER/anything/NAME} is made of {@code host/OWNER/NAME}. */
    private boolean isNamedAlike(RepositoryUrl url) {
        Manifest system = system(GIT);
        return objects.addresses().stream().anyMatch(own -> isNamedAlike(own, url))
                || (system != null && isNamedAlike(RepositoryUrl.of(url(system)), url));
    }

    private static boolean isNamedAlike(RepositoryUrl repository, RepositoryUrl artifact) {
        List<String> one = List.of(repository.value().split("/", -1));
        List<String> other = List.of(artifact.value().split("/", -1));
        return one.size() >= 3
                && other.size() >= 3
                && one.get(1).equals(other.get(1))
                && one.get(one.size() - 1).equals(other.get(other.size() - 1));
    }

    private @Nullable Manifest system(String kind) {
        return objects.find(new ObjectKey(kind, SYSTEM, SYSTEM));
    }

    private static String url(Manifest source) {
        return source.spec().text("url");
    }

    /** Branch, tag or whatever else is followed; {@code master} is Flux's own choice. */
    private static String reference(Manifest source) {
        MappingNode spec = source.root().mapping("spec");
        MappingNode ref = spec == null ? null : spec.mapping("ref");
        if (ref == null || ref.isEmpty()) {
            return source.kind().equals(GIT) ? "branch master" : "tag latest";
        }
        for (String kind : new String[] {"commit", "digest", "name", "semver", "tag", "branch"}) {
            if (!ref.text(kind).isEmpty()) {
                return kind + " " + ref.text(kind).replaceFirst("^refs/heads/", "");
            }
        }
        return "";
    }
}
