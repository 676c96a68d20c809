package io.github.ksailbot.engine.kustomize.memo;

import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.KnownTree;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps results under their key and the trace of what they were made from, and gives them back for every source tree that
 * would give the same answers. Of one key the results of the latest {@value Results#VERSIONS} different trees are kept.
 *
 * <p>Two threads that want the same result of the same tree make it once: the second waits, unless the first waits for it,
 * directly or through others; then it makes the result itself, which is the same. Nothing that is found here differs from
 * what the work would come to, so that only the clock can tell whether there was a memo.
 *
 * <p>Whoever works for owners that may not see each other's content uses a memo for each.
 */
public final class TracedMemo {
    /** Enough for every base of a large repository; a laptop and a small container can spare it. */
    public static final long DEFAULT_BYTES = 64L << 20;

    private final Results results;
    private final Map<SourceTree, Tree> trees = Collections.synchronizedMap(new WeakHashMap<>());

    /** One tree: what is known of it, and what is being made from it. */
    static final class Tree {
        final KnownTree known = new KnownTree();
        final Map<Object, Flight> flights = new HashMap<>();
    }

    private TracedMemo(long maxBytes) {
        this.results = new Results(maxBytes);
    }

    /** @param maxBytes of all results together, as far as they can be estimated; 0 keeps nothing */
    public static TracedMemo ofBytes(long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("a memo holds a positive number of bytes, not " + maxBytes);
        }
        return new TracedMemo(maxBytes);
    }

    /** Of {@link #DEFAULT_BYTES}, or of a quarter of the memory that this process may use, where that is less. */
    public static TracedMemo ofDefaultSize() {
        return new TracedMemo(Math.min(DEFAULT_BYTES, Runtime.getRuntime().maxMemory() / 4));
    }

    /** An estimate of the memory that the results need which are kept now. */
    public long bytes() {
        return results.bytes();
    }

    /** How many results are kept now. */
    public int size() {
        return results.size();
    }

    /** What was learnt about a tree so far. */
    public KnownTree known(SourceTree tree) {
        return tree(tree).known;
    }

    private Tree tree(SourceTree tree) {
        return trees.computeIfAbsent(tree, any -> new Tree());
    }

    /**
     * Looks for a result, and waits where somebody is about to make it.
     *
     * @param key with a good {@code equals}; equal keys of equal trees mean equal results of this type
     * @param worker who asks; works in one thread
     * @return with the result, or else the right to make it; to be closed in any case
     */
    public <V extends Traced> Claim<V> claim(Class<V> type, Object key, SourceTree tree, Worker worker) {
        return claim(type, key, tree, worker, any -> true);
    }

    /**
     * The same for results that depend on more than the tree.
     *
     * @param holds whether all else that a result was made from is the same here
     */
    public <V extends Traced> Claim<V> claim(
            Class<V> type, Object key, SourceTree tree, Worker worker, Predicate<V> holds) {
        Tree state = tree(tree);
        V found = find(type, key, tree, state, holds);
        if (found != null) {
            return Claim.found(this, found);
        }
        Flight mine;
        Flight theirs;
        synchronized (this) {
            theirs = state.flights.get(key);
            mine = new Flight(worker);
            if (theirs == null) {
                state.flights.put(key, mine);
            }
        }
        if (theirs == null) {
            return first(type, key, tree, state, mine, holds);
        }
        Traced awaited = worker.await(theirs);
        return type.isInstance(awaited) && holds.test(type.cast(awaited))
                ? Claim.found(this, type.cast(awaited))
                : Claim.second(this, key);
    }

    private <V extends Traced> Claim<V> first(
            Class<V> type, Object key, SourceTree tree, Tree state, Flight mine, Predicate<V> holds) {
        boolean isHandedOut = false;
        try {
            // Whoever was about to make it may have come to its end between the two looks.
            Claim<V> claim = Claim.first(this, key, state, mine, find(type, key, tree, state, holds));
            isHandedOut = true;
            return claim;
        } finally {
            if (!isHandedOut) {
                // A tree failed in a way that it should not: those who wait are not to wait for ever.
                land(key, state, mine, null);
            }
        }
    }

    private <V extends Traced> @Nullable V find(
            Class<V> type, Object key, SourceTree tree, Tree state, Predicate<V> holds) {
        for (Results.Slot version : results.versions(key)) {
            Traced result = version.result();
            if (type.isInstance(result) && state.known.holds(result.trace(), tree) && holds.test(type.cast(result))) {
                results.touch(version);
                return type.cast(result);
            }
        }
        return null;
    }

    /** The newest result of a key, of whatever tree; null when there is none of this type. */
    public <V extends Traced> @Nullable V latest(Class<V> type, Object key) {
        for (Results.Slot version : results.versions(key)) {
            if (type.isInstance(version.result())) {
                return type.cast(version.result());
            }
        }
        return null;
    }

    void keep(Object key, Traced result) {
        results.put(key, result);
    }

    synchronized void land(Object key, Tree state, Flight flight, @Nullable Traced result) {
        state.flights.remove(key, flight);
        flight.land(result);
    }

    /** For tests: the results of a key, newest first. */
    List<Traced> versions(Object key) {
        return results.versions(key).stream().map(Results.Slot::result).toList();
    }
}
