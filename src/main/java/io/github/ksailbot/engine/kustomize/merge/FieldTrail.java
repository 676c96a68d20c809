package io.github.ksailbot.engine.kustomize.merge;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The names on the way to a field, put together only where somebody wants to read them.
 *
 * @param above null at the root
 */
record FieldTrail(@Nullable FieldTrail above, String name) {
    static final FieldTrail ROOT = new FieldTrail(null, "");

    FieldTrail to(String field) {
        return new FieldTrail(this, field);
    }

    boolean isRoot() {
        return above == null;
    }

    /** Dots between names; empty for the root. */
    @Override
    public String toString() {
        Deque<String> names = new ArrayDeque<>();
        for (FieldTrail trail = this; trail.above != null; trail = trail.above) {
            names.push(trail.name);
        }
        return String.join(".", names);
    }
}
