package io.github.ksailbot.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One step of the store.
 *
 * @param before null when the object came into being
 * @param after null when it went
 */
public record Change(
        long revision,
        Key key,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after) {}
