package io.github.ksailbot.workflow.command;

import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;

/** Port: the bot's reactions to comments. */
public interface Reactions {
    /**
     * Reacts, once.
     *
     * @throws GoneException when the comment was deleted
     */
    void react(Subject.Comment comment, Reaction reaction) throws GoneException, UnavailableException;

    /** What a reaction says. */
    enum Reaction {
        SEEN,
        DONE,
        REFUSED
    }
}
