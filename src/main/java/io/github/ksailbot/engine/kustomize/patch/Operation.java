package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.manifest.Node;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a JSON patch.
 *
 * @param index counted from 1
 * @param kind what to do
 * @param path where; for a move or copy: to where
 * @param from for a move or copy; null for all others
 * @param hasValue whether there is a {@code value}
 * @param value as written; null when there is no {@code value} or it is null
 */
record Operation(
        int index,
        Kind kind,
        JsonPointer path,
        @Nullable JsonPointer from,
        boolean hasValue,
        @Nullable Node value) {
    /** The word behind {@code op}. */
    enum Kind {
        ADD,
        REMOVE,
        REPLACE,
        MOVE,
        COPY,
        TEST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code operation 2 (replace /spec/replicas)} */
    String title() {
        return "operation " + index + " (`" + kind.word() + " " + path.text() + "`)";
    }
}
