package io.github.ksailbot.store;

import java.time.Instant;

/**
 * A comment with commands, as its event has it.
 *
 * @param author login
 * @param body at most 65,536 characters
 * @param at by GitHub's clock
 */
public record Written(String author, String body, Instant at) {}
