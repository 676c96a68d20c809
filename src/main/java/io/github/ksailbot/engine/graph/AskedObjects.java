package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers what was asked about other objects, and what the answer was. */
final class AskedObjects implements Surroundings {
    private final Surroundings objects;
    private final TracingSourceTree asking;
    private final Map<ObjectKey, Optional<Manifest>> found = new HashMap<>();
    private final Map<String, List<Manifest>> listed = new HashMap<>();
    private final Map<Question<?>, Object> learnt = new LinkedHashMap<>();
    private final List<BooleanSupplier> conditions = new ArrayList<>();

    AskedObjects(Surroundings objects) {
        this.objects = objects;
        this.asking = objects.tracing();
    }

    /**
     * Answers that a result depends on.
     *
     * @param conditions whether what is outside of the repository is the same; asked last, for that may take long
     */
    record Answers(
            Map<ObjectKey, Optional<Manifest>> found,
            Map<String, List<Manifest>> listed,
            Map<Question<?>, Object> learnt,
            List<BooleanSupplier> conditions) {
        Answers {
            found = Map.copyOf(found);
            listed = Map.copyOf(listed);
            learnt = Map.copyOf(learnt);
            conditions = List.copyOf(conditions);
        }

        boolean holdIn(Surroundings objects) {
            return found.entrySet().stream().allMatch(answer -> answer.getValue()
                            .equals(Optional.ofNullable(objects.find(answer.getKey()))))
                    && listed.entrySet().stream()
                            .allMatch(answer -> answer.getValue().equals(objects.all(answer.getKey())))
                    && learnt.entrySet().stream()
                            .allMatch(answer -> answer.getValue().equals(objects.learn(answer.getKey())))
                    && conditions.stream().allMatch(BooleanSupplier::getAsBoolean);
        }

        int size() {
            return found.size()
                    + listed.values().stream().mapToInt(all -> 1 + all.size()).sum()
                    + learnt.entrySet().stream()
                            .mapToInt(answer -> 1 + size(answer.getKey(), answer.getValue()))
                            .sum();
        }

        /** A question has answers of its own type only. */
        @SuppressWarnings("unchecked")
        private static <T> int size(Question<T> question, Object answer) {
            return question.size((T) answer);
        }
    }

    Answers answers() {
        return new Answers(found, listed, learnt, conditions);
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
    public TracingSourceTree tracing() {
        return objects.tracing();
    }

    @Override
    public <T> T learn(Question<T> question) {
        T answer = objects.learn(question);
        learnt.put(question, answer);
        return answer;
    }

    @Override
    public void dependsOn(BooleanSupplier isSame) {
        conditions.add(isSame);
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
