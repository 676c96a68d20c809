package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.engine.environment.Secret;
import java.time.Instant;

/**
 * What a registry's token service gave.
 *
 * @param until not used any more from here on
 */
record Token(Secret value, Instant until) {}
