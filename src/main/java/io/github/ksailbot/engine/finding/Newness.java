package io.github.ksailbot.engine.finding;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what a change brings from what was there before, for findings of every gate. Each finding has keys, which say what
 * makes it the same on both sides: never a line, so that moving a mistake about does not make it new. What is there twice
 * now and was there once is new once.
 *
 * @param <K> keys with a good {@code equals}
 */
public final class Newness<K> {
    private final Map<K, Integer> left = new HashMap<>();

    private Newness() {}

    /** @param before keys of each finding of the merge base */
    public static <K> Newness<K> since(Collection<? extends Collection<K>> before) {
        Newness<K> newness = new Newness<>();
        before.forEach(keys -> keys.forEach(key -> newness.left.merge(key, 1, Integer::sum)));
        return newness;
    }

    /** Whether a finding of the head is new by one of its keys; to be asked once for each. */
    public boolean isNew(List<K> keys) {
        boolean isNew = false;
        for (K key : keys) {
            isNew |= left.merge(key, -1, Integer::sum) < 0;
        }
        return isNew;
    }
}
