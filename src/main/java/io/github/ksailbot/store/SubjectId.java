package io.github.ksailbot.store;

import io.github.ksailbot.workflow.Subject;

/**
 * Names a subject for as long as its repository lives, whatever the repository is called.
 *
 * @param repository GitHub's id of the repository
 * @param key {@link Subject#key()}
 */
public record SubjectId(long repository, String key) implements Comparable<SubjectId> {

    public static SubjectId of(Subject subject) {
        return new SubjectId(subject.repository().id(), subject.key());
    }

    /** @param text as {@link #toString()} writes it */
    public static SubjectId parse(String text) {
        int colon = text.indexOf(':');
        return new SubjectId(Long.parseLong(text, 0, colon, 10), text.substring(colon + 1));
    }

    @Override
    public int compareTo(SubjectId other) {
        int byRepository = Long.compare(repository, other.repository);
        return byRepository != 0 ? byRepository : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return repository + ":" + key;
    }
}
