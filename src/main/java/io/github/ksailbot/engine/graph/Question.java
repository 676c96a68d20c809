package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import java.util.List;

/**
 * What somebody wants to know of all objects of a kind. The answer is kept in their place, so that a change to one of them
 * matters only where it changes the answer.
 *
 * @param <T> an immutable answer with an {@code equals} that says whether it makes a difference
 */
public interface Question<T> {
    /** Of the objects that the question is about. */
    String kind();

    /** @param objects all of the kind that were rendered so far, each once; the answer depends on nothing else */
    T answer(List<Manifest> objects);

    /** How many texts, keys or manifests an answer holds, for the weight of what is kept of it. */
    int size(T answer);
}
