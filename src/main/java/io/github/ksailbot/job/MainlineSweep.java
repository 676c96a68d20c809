package io.github.ksailbot.job;

import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.Wakeup;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.Repositories;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.quarkus.logging.Log;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has the delivered branch of every repository looked at: its events were lost, or came while the bot was away. A branch
 * whose newest commit was delivered costs two calls and nothing else.
 */
final class MainlineSweep {
    private final Repositories repositories;
    private final SubjectStore subjects;
    private final Consumer<List<Wakeup>> wake;

    /** @param wake {@link JobQueue#wake} outside of tests */
    MainlineSweep(Repositories repositories, SubjectStore subjects, Consumer<List<Wakeup>> wake) {
        this.repositories = repositories;
        this.subjects = subjects;
        this.wake = wake;
    }

    void run() {
        try {
            repositories.visitRepositories(
                    repository -> wake.accept(subjects.want(List.of(Wanted.of(new Subject.Mainline(repository))))));
        } catch (UnavailableException e) {
            Log.warnf("The search for commits to deliver stopped early and goes on the next time: %s", e.getMessage());
        }
    }
}
