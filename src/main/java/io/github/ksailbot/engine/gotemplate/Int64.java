package io.github.ksailbot.engine.gotemplate;

import org.jspecify.annotations.Nullable;

/**
 * Go's {@code int64}, which is another type than the {@code int} of literals: what wants an {@code int} refuses it.
 *
 * @param value of it
 */
public record Int64(long value) {

    /** An {@code int} in its place, for those to whom both are the same; any other value as it is. */
    static @Nullable Object widened(@Nullable Object value) {
        return value instanceof Int64 number ? (Long) number.value() : value;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
