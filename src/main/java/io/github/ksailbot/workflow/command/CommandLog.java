package io.github.ksailbot.workflow.command;

import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.deliver.Order;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Port: comments with commands, and what came of each. */
public interface CommandLog {
    /** The comment, unless all of it was answered. */
    Optional<Instruction> waiting(Subject.Comment comment);

    /** What came of its commands so far, by line, counted from 0 among the commands. */
    Map<Integer, Answer> answers(Subject.Comment comment);

    /** Writes down what came of a command. */
    void answer(Subject.Comment comment, int line, boolean good, String text);

    /**
     * Makes an order, or joins one that asks for the same and was not settled when the command came; and writes down that
     * this is what came of the command.
     */
    void order(Subject.Comment comment, int line, Order order, Instant asked);

    /** Writes down that all of it was answered. */
    void close(Subject.Comment comment);
}
