package io.github.ksailbot.engine.kustomize.memo;

import io.github.ksailbot.engine.kustomize.memo.TracedMemo.Tree;
import org.jspecify.annotations.Nullable;

/**
 * What came of the search for a result: the result, or the right to make it.
 *
 * @param <V> type of the result
 */
public final class Claim<V extends Traced> implements AutoCloseable {
    private final TracedMemo memo;
    private final @Nullable Object key;
    private final @Nullable Tree state;
    private final @Nullable Flight flight;
    private final @Nullable V found;
    private @Nullable V made;

    private Claim(
            TracedMemo memo, @Nullable Object key, @Nullable Tree state, @Nullable Flight flight, @Nullable V found) {
        this.memo = memo;
        this.key = key;
        this.state = state;
        this.flight = flight;
        this.found = found;
    }

    static <V extends Traced> Claim<V> found(TracedMemo memo, V result) {
        return new Claim<>(memo, null, null, null, result);
    }

    /** Others wait for this one. */
    static <V extends Traced> Claim<V> first(
            TracedMemo memo, Object key, Tree state, Flight flight, @Nullable V found) {
        return new Claim<>(memo, key, state, flight, found);
    }

    /** Somebody else makes the same. */
    static <V extends Traced> Claim<V> second(TracedMemo memo, Object key) {
        return new Claim<>(memo, key, null, null, null);
    }

    /** The result; null when it has to be made. */
    public @Nullable V found() {
        return found;
    }

    /** Keeps what was made, for everybody whose tree gives the same answers. */
    public void keep(V result) {
        if (key != null && result.trace().isLasting()) {
            memo.keep(key, result);
            made = result;
        }
    }

    @Override
    public void close() {
        if (key != null && state != null && flight != null) {
            memo.land(key, state, flight, made == null ? found : made);
        }
    }
}
