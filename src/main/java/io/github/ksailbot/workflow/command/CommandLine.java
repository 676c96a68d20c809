package io.github.ksailbot.workflow.command;

import org.jspecify.annotations.Nullable;

/**
 * A line of a comment that addresses the bot.
 *
 * @param text as it was written; untrusted
 * @param command what it asks for; null when it cannot be understood
 * @param mistake why it cannot be, one or two sentences in which what people wrote stands between backquotes; empty when
 *     it can
 */
public record CommandLine(String text, @Nullable Command command, String mistake) {
    static CommandLine of(String text, Command command) {
        return new CommandLine(text, command, "");
    }

    static CommandLine mistaken(String text, String mistake) {
        return new CommandLine(text, null, mistake);
    }
}
