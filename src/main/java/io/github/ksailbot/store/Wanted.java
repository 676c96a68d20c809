package io.github.ksailbot.store;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event asks for: look at this subject again.
 *
 * @param subject its repository as the event names it
 * @param head the commit that the event says is the head; null when it does not say
 * @param since when that head was pushed; null when it was there from the beginning, or the event does not say
 * @param again the commit whose verdict people want once more, though there is one; null when they did not ask
 * @param written the comment, where the subject is one that has just come
 * @param actor who asked for a delivery to be run again, where the subject is one; else null
 */
public record Wanted(
        Subject subject,
        @Nullable CommitId head,
        @Nullable Instant since,
        @Nullable CommitId again,
        @Nullable Written written,
        @Nullable String actor) {
    public static Wanted of(Subject subject) {
        return new Wanted(subject, null, null, null, null, null);
    }

    public static Wanted at(Subject subject, CommitId head) {
        return new Wanted(subject, head, null, null, null, null);
    }

    /** @param since when the head was pushed */
    public static Wanted moved(Subject subject, CommitId head, Instant since) {
        return new Wanted(subject, head, since, null, null, null);
    }

    public static Wanted again(Subject subject, CommitId judged) {
        return new Wanted(subject, null, null, judged, null, null);
    }

    public static Wanted said(Subject.Comment comment, Written written) {
        return new Wanted(comment, null, null, null, written, null);
    }

    /** @param actor login of who asked */
    public static Wanted rerun(Subject.Rerun rerun, String actor) {
        return new Wanted(rerun, null, null, null, null, actor);
    }
}
