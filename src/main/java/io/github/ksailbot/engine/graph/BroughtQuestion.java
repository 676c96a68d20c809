package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import java.util.List;

/**
 * A question whose answer depends on who brings the objects as well, such as on the cluster that they are applied to.
 *
 * @param <T> as of {@link Question}
 */
public interface BroughtQuestion<T> extends Question<T> {
    /** @param objects all of the kind that were rendered so far, each as often as somebody brings it */
    T answerBrought(List<Brought> objects);

    /** As if an entry brought all of them. */
    @Override
    default T answer(List<Manifest> objects) {
        return answerBrought(
                objects.stream().map(object -> new Brought(object, null)).toList());
    }
}
