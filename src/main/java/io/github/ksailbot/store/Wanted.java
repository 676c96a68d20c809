package io.github.ksailbot.store;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What an event asks for: look at this subject again.
 *
 * @param subject its repository as the event names it
 * @param head the commit that the event says is the head; null when it does not say
 * @param again the commit whose verdict people want once more, though there is one; null when they did not ask
 */
public record Wanted(
        Subject subject, @Nullable CommitId head, @Nullable CommitId again) {

    public static Wanted at(Subject subject, CommitId head) {
        return new Wanted(subject, head, null);
    }

    public static Wanted again(Subject subject, CommitId judged) {
        return new Wanted(subject, null, judged);
    }
}
