package io.github.ksailbot.workflow.command;

import io.github.ksailbot.workflow.CommitId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it was when it was written.
 *
 * @param author login
 * @param body at most 65,536 characters
 * @param seenHead head of the pull request as it was known when the comment came; null when it was not
 * @param movedAt when that head was pushed; null when it was there from the beginning
 * @param writtenAt by GitHub's clock
 * @param receivedAt by the bot's
 */
public record Instruction(
        String author,
        String body,
        @Nullable CommitId seenHead,
        @Nullable Instant movedAt,
        Instant writtenAt,
        Instant receivedAt) {}
