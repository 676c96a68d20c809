package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers the kinds of other objects that were asked about: an answer is the same until there is another object of one. */
final class AskedKinds implements Surroundings {
    private final Surroundings objects;
    private final Set<String> kinds = new HashSet<>();

    AskedKinds(Surroundings objects) {
        this.objects = objects;
    }

    Set<String> kinds() {
        return kinds;
    }

    @Override
    public SourceTree tree() {
        return objects.tree();
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
        kinds.add(key.kind());
        return objects.find(key);
    }

    @Override
    public List<Manifest> all(String kind) {
        kinds.add(kind);
        return objects.all(kind);
    }

    @Override
    public <T> T learn(Question<T> question) {
        kinds.add(question.kind());
        return objects.learn(question);
    }
}
