package io.github.ksailbot.delivery.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure that knows whether it may be gone a little later. */
public interface Transient {
    boolean isTransient();

    /** How long the other side asks to be left alone; null when it does not say. */
    @Nullable Duration retryAfter();
}
