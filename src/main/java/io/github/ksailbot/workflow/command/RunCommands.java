package io.github.ksailbot.workflow.command;

import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.command.Reactions.Reaction;
import io.quarkus.logging.Log;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does what a comment asks for, and answers it in one comment, which is edited as it goes on. What came of each command is
 * written down before anybody is told, so that doing it twice orders nothing twice.
 */
public final class RunCommands {
    private final CommandLog log;
    private final CommandDesk desk;
    private final Reactions reactions;
    private final CommentBoard comments;
    private final CommandMessages messages;
    private final CommandLines lines = new CommandLines();

    public RunCommands(
            CommandLog log, CommandDesk desk, Reactions reactions, CommentBoard comments, CommandMessages messages) {
        this.log = log;
        this.desk = desk;
        this.reactions = reactions;
        this.comments = comments;
        this.messages = messages;
    }

    /** @throws UnavailableException when GitHub cannot be asked or told; run it again later */
    public void run(Subject.Comment comment) throws UnavailableException, GoneException {
        Instruction instruction = log.waiting(comment).orElse(null);
        if (instruction == null) {
            return;
        }
        List<CommandLine> asked = lines.in(instruction.body());
        if (asked.isEmpty()) {
            log.close(comment);
            return;
        }
        Map<Integer, Answer> before = log.answers(comment);
        try {
            if (before.isEmpty()) {
                // First of all: a comment that was deleted in the meantime is taken back.
                reactions.react(comment, Reaction.SEEN);
            }
            for (int line = 0; line < asked.size(); line++) {
                if (!before.containsKey(line)) {
                    desk.handle(comment, line, asked.get(line), instruction);
                }
            }
            answer(comment, instruction, asked);
        } catch (GoneException e) {
            Log.infof("%s was taken back: %s", comment, e.getMessage());
            log.close(comment);
        }
    }

    /**
     * Answers what is not answered with a reason why it was not done.
     *
     * @param reason one sentence for people, without secrets
     */
    public void giveUp(Subject.Comment comment, String reason) throws UnavailableException, GoneException {
        Instruction instruction = log.waiting(comment).orElse(null);
        if (instruction == null) {
            return;
        }
        List<CommandLine> asked = lines.in(instruction.body());
        Map<Integer, Answer> before = log.answers(comment);
        for (int line = 0; line < asked.size(); line++) {
            if (!before.containsKey(line)) {
                log.answer(comment, line, false, messages.refused(reason));
            }
        }
        answer(comment, instruction, asked);
    }

    private void answer(Subject.Comment comment, Instruction instruction, List<CommandLine> asked)
            throws UnavailableException, GoneException {
        Map<Integer, Answer> answers = log.answers(comment);
        comments.put(
                new Subject.PullRequest(comment.repository(), comment.number()),
                CommentBoard.Topic.answerTo(comment.id()),
                messages.answer(instruction, asked, answers));
        Reaction end = end(asked, answers);
        if (end != null) {
            reactions.react(comment, end);
            log.close(comment);
        }
    }

    /** Null while something goes on. */
    private static @Nullable Reaction end(List<CommandLine> asked, Map<Integer, Answer> answers) {
        if (answers.size() < asked.size() || !answers.values().stream().allMatch(Answer::isFinal)) {
            return null;
        }
        return answers.values().stream().allMatch(Answer::isGood) ? Reaction.DONE : Reaction.REFUSED;
    }
}
