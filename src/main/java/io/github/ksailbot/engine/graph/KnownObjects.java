package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.KnownTree;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the entries and nodes of one graph have rendered so far. Of two objects with the same key the later one counts. */
final class KnownObjects implements Surroundings {
    private final SourceTree tree;
    private final SourcePath artifactRoot;
    private final Set<RepositoryUrl> addresses;
    private final Map<String, Map<ObjectKey, Manifest>> byKind = new LinkedHashMap<>();

    /** Each object as often as somebody brings it. */
    private final Map<String, List<Brought>> brought = new HashMap<>();

    /** Lists that were asked for, until there is another object of their kind. */
    private final Map<String, List<Manifest>> lists = new HashMap<>();

    /** Answers that were given, until there is another object of their kind. */
    private final Map<String, Map<Question<?>, Object>> answers = new HashMap<>();

    /** After which change there was another object of a kind; the changes are counted. */
    private final Map<String, Long> lastChanges = new HashMap<>();

    private long changes;
    private final KnownTree known;

    /** @param known what is known of the tree */
    KnownObjects(SourceTree tree, KnownTree known, SourcePath artifactRoot, Set<RepositoryUrl> addresses) {
        this.tree = tree;
        this.known = known;
        this.artifactRoot = artifactRoot;
        this.addresses = Set.copyOf(addresses);
    }

    /** Of an entry: of two with the same key the first one counts. */
    void addFirst(Manifest object) {
        ObjectKey key = ObjectKey.of(object);
        changed(key.kind());
        note(key, object, null);
        ofKind(key.kind()).putIfAbsent(key, object);
    }

    /** @param by the object of the node that renders it */
    void add(ObjectKey key, Manifest object, Manifest by) {
        changed(key.kind());
        note(key, object, by);
        ofKind(key.kind()).put(key, object);
    }

    private void note(ObjectKey key, Manifest object, @Nullable Manifest by) {
        brought.computeIfAbsent(key.kind(), any -> new ArrayList<>()).add(new Brought(object, by));
    }

    private void changed(String kind) {
        lists.remove(kind);
        answers.remove(kind);
        lastChanges.put(kind, ++changes);
    }

    /** How many objects were added. */
    long changes() {
        return changes;
    }

    /** @param when what {@link #changes} was then */
    boolean changedSince(long when, Set<String> kinds) {
        for (String kind : kinds) {
            if (lastChanges.getOrDefault(kind, 0L) > when) {
                return true;
            }
        }
        return false;
    }

    private Map<ObjectKey, Manifest> ofKind(String kind) {
        return byKind.computeIfAbsent(kind, any -> new LinkedHashMap<>());
    }

    @Override
    public SourceTree tree() {
        return tree;
    }

    @Override
    public SourcePath artifactRoot() {
        return artifactRoot;
    }

    @Override
    public Set<RepositoryUrl> addresses() {
        return addresses;
    }

    @Override
    public @Nullable Manifest find(ObjectKey key) {
        return byKind.getOrDefault(key.kind(), Map.of()).get(key);
    }

    @Override
    public TracingSourceTree tracing() {
        return new TracingSourceTree(tree, known);
    }

    /** A question has answers of its own type only. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T learn(Question<T> question) {
        return (T) answers.computeIfAbsent(question.kind(), any -> new HashMap<>())
                .computeIfAbsent(question, any -> answer(question));
    }

    private Object answer(Question<?> question) {
        return Objects.requireNonNull(
                question instanceof BroughtQuestion<?> one
                        ? one.answerBrought(List.copyOf(brought.getOrDefault(question.kind(), List.of())))
                        : question.answer(all(question.kind())));
    }

    @Override
    public List<Manifest> all(String kind) {
        return lists.computeIfAbsent(
                kind, any -> List.copyOf(byKind.getOrDefault(kind, Map.of()).values()));
    }
}
