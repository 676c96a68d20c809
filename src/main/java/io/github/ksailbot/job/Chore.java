package io.github.ksailbot.job;

import java.time.Duration;

/**
 * Work that is done again and again, by one replica at a time, and once right after a start.
 *
 * @param name of its row in the database; lower case
 * @param every from the end of one time to the next
 * @param work throws when it fails; then it is tried again the next time
 */
public record Chore(String name, Duration every, Runnable work) {}
