package io.github.ksailbot.engine.kustomize.memo;

import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.List;

/**
 * A result that depends on nothing but its key and the answers of its trace. Immutable; compared by identity.
 */
public interface Traced {
    SourceTrace trace();

    /** An estimate of the memory that only this result needs: without what it shares with {@link #inputs}. */
    long bytes();

    /** Results that this one is made of, and whose memory it shares. */
    default List<? extends Traced> inputs() {
        return List.of();
    }
}
