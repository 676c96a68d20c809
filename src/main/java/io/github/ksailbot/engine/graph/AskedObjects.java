package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTrace;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.TracingSourceTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers what was asked about other objects, and what the answer was. */
final class AskedObjects implements Surroundings {
    private final Surroundings objects;
    private final TracingSourceTree asking;
    private final Map<ObjectKey, Optional<Manifest>> found = new HashMap<>();
    private final Map<String, List<Manifest>> listed = new HashMap<>();

    AskedObjects(Surroundings objects) {
        this.objects = objects;
        this.asking = new TracingSourceTree(objects.tree());
    }

    /** Answers that a result depends on. */
    record Answers(Map<ObjectKey, Optional<Manifest>> found, Map<String, List<Manifest>> listed) {
        Answers {
            found = Map.copyOf(found);
            listed = Map.copyOf(listed);
        }

        boolean holdIn(Surroundings objects) {
            return found.entrySet().stream().allMatch(answer -> answer.getValue()
                            .equals(Optional.ofNullable(objects.find(answer.getKey()))))
                    && listed.entrySet().stream()
                            .allMatch(answer -> answer.getValue().equals(objects.all(answer.getKey())));
        }

        int size() {
            return found.size()
                    + listed.values().stream().mapToInt(all -> 1 + all.size()).sum();
        }
    }

    Answers answers() {
        return new Answers(found, listed);
    }

    /** What was asked of the tree here, and by whoever rendered. */
    SourceTrace trace(SourceTrace rendering) {
        return asking.trace(List.of(rendering));
    }

    @Override
    public SourceTree tree() {
        return objects.tree();
    }

    @Override
    public SourceTree asking() {
        return asking;
    }

    @Override
    public SourcePath artifactRoot() {
        return objects.artifactRoot();
    }

    @Override
    public Set<RepositoryUrl> addresses() {
        return objects.addresses();
    }

    @Override
    public @Nullable Manifest find(ObjectKey key) {
        Manifest object = objects.find(key);
        found.put(key, Optional.ofNullable(object));
        return object;
    }

    @Override
    public List<Manifest> all(String kind) {
        List<Manifest> all = objects.all(kind);
        listed.put(kind, all);
        return all;
    }
}
