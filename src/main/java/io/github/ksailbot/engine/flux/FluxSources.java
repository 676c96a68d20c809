package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells sources that bring this repository to the cluster from those that bring another one. By convention the source
 * {@value #SYSTEM} does, which bootstrap or a {@code FluxInstance} makes; and so does whatever names the same address and
 * branch.
 */
public final class FluxSources {
    public static final String SYSTEM = "flux-system";

    private final Set<RepositoryUrl> addresses;
    private final Surroundings objects;

    public FluxSources(Surroundings surroundings) {
        this.addresses = surroundings.addresses();
        this.objects = surroundings;
    }

    /** The directory of the tree that a source brings, where it brings this repository. */
    public SourcePath root(ObjectKey source) {
        return source.kind().equals("GitRepository") ? SourcePath.ROOT : objects.artifactRoot();
    }

    /** Empty when the source brings this repository; else what it brings, or why that is not known. */
    public String elsewhere(ObjectKey source) {
        Manifest object = objects.find(source);
        if (object == null) {
            return source.name().equals(SYSTEM) ? "" : "nothing here declares `" + source + "`";
        }
        String url = url(object);
        boolean known = addresses.contains(RepositoryUrl.of(url));
        Manifest system = system(source.kind());
        if (source.name().equals(SYSTEM) && (known || addresses.isEmpty())) {
            return "";
        }
        boolean same = known
                || (addresses.isEmpty()
                        && system != null
                        && RepositoryUrl.of(url).equals(RepositoryUrl.of(url(system))));
        if (!same) {
            return "`" + source + "` brings `" + url + "`";
        }
        return system == null || reference(object).equals(reference(system))
                ? ""
                : "`" + source + "` brings another revision of this repository, `" + reference(object) + "`";
    }

    private @Nullable Manifest system(String kind) {
        return objects.find(new ObjectKey(kind, SYSTEM, SYSTEM));
    }

    private static String url(Manifest source) {
        MappingNode spec = source.root().mapping("spec");
        return spec == null ? "" : spec.text("url");
    }

    /** Branch, tag or whatever else is followed; {@code master} is Flux's own choice. */
    private static String reference(Manifest source) {
        MappingNode spec = source.root().mapping("spec");
        MappingNode ref = spec == null ? null : spec.mapping("ref");
        if (ref == null || ref.isEmpty()) {
            return source.kind().equals("GitRepository") ? "branch master" : "tag latest";
        }
        for (String kind : new String[] {"commit", "digest", "name", "semver", "tag", "branch"}) {
            if (!ref.text(kind).isEmpty()) {
                return kind + " " + ref.text(kind);
            }
        }
        return "";
    }
}
