package io.github.ksailbot.engine.kustomize.memo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results themselves. Over the limit, those go that were not used for the longest time and that no other kept result is
 * made of: letting go of the others would free nothing.
 */
final class Results {
    /** Results of one key that are kept: of a base branch, its pull requests, and one to come back to. */
    static final int VERSIONS = 4;

    /** Compared by identity. */
    static final class Slot {
        private final Object key;
        private final Traced result;

        Slot(Object key, Traced result) {
            this.key = key;
            this.result = result;
        }

        Traced result() {
            return result;
        }
    }

    /** How many slots and other results hold a result; absent for none. */
    private final Map<Traced, Integer> holders = new IdentityHashMap<>();

    private final Map<Object, List<Slot>> byKey = new HashMap<>();

    /** Least recently used first. */
    private final Map<Slot, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

    private final long maxBytes;
    private long bytes;

    Results(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int size() {
        return slots.size();
    }

    /** Newest first. */
    synchronized List<Slot> versions(Object key) {
        List<Slot> versions = new ArrayList<>(byKey.getOrDefault(key, List.of()));
        Collections.reverse(versions);
        return versions;
    }

    /** It is used, if it is still here. */
    synchronized void touch(Slot slot) {
        slots.get(slot);
    }

    synchronized void put(Object key, Traced result) {
        Slot slot = new Slot(key, result);
        List<Slot> versions = byKey.computeIfAbsent(key, any -> new ArrayList<>());
        versions.add(slot);
        slots.put(slot, slot);
        hold(result);
        if (versions.size() > VERSIONS) {
            remove(versions.get(0));
        }
        if (bytes > maxBytes) {
            shrink();
        }
    }

    private void shrink() {
        boolean freed = true;
        while (bytes > maxBytes && freed) {
            freed = false;
            for (Slot eldest : List.copyOf(slots.keySet())) {
                if (bytes > maxBytes && holders.getOrDefault(eldest.result, 0) == 1) {
                    remove(eldest);
                    freed = true;
                }
            }
        }
    }

    private void remove(Slot slot) {
        slots.remove(slot);
        List<Slot> versions = byKey.get(slot.key);
        if (versions != null) {
            versions.remove(slot);
            if (versions.isEmpty()) {
                byKey.remove(slot.key);
            }
        }
        release(slot.result);
    }

    private void hold(Traced result) {
        if (holders.merge(result, 1, Integer::sum) == 1) {
            bytes += result.bytes();
            result.inputs().forEach(this::hold);
        }
    }

    private void release(Traced result) {
        int left = holders.merge(result, -1, Integer::sum);
        if (left == 0) {
            holders.remove(result);
            bytes -= result.bytes();
            result.inputs().forEach(this::release);
        }
    }
}
