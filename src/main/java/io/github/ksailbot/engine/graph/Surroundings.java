package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link NodeRenderer} may know beside the object that it renders. A result depends on nothing else, and what was
 * asked here is kept with it: on another commit it is taken again where all answers are the same.
 */
public interface Surroundings {

    /** The repository; always the same object for the same commit. What is asked of it belongs into the result's trace. */
    SourceTree tree();

    /** The same, for single questions: what is asked here is kept with the result without further ado. */
    default SourceTree asking() {
        return tree();
    }

    /** The directory that artifacts of this environment hold; Git sources hold all of the tree. */
    SourcePath artifactRoot();

    /** Addresses of this repository, and of the artifacts that are made of it; empty when nobody knows them. */
    Set<RepositoryUrl> addresses();

    /** An object that the entries or a node have rendered so far; null when none has. */
    @Nullable Manifest find(ObjectKey key);

    /** All objects of a kind that were rendered so far, in the order in which they were. */
    List<Manifest> all(String kind);

    /**
     * What follows from all objects of a kind that were rendered so far. A result depends on the answer alone, not on each of
     * the objects.
     *
     * @param question one constant for each question
     */
    default <T> T learn(Question<T> question) {
        return question.answer(all(question.kind()));
    }

    /** A view of the tree that makes traces, and knows what is known of the tree already. */
    default TracingSourceTree tracing() {
        return new TracingSourceTree(tree());
    }

    /**
     * Says that a result depends on something outside of the tree as well.
     *
     * @param isSame whether that is as it was; asked each time before the result is taken again
     */
    default void dependsOn(BooleanSupplier isSame) {}
}
