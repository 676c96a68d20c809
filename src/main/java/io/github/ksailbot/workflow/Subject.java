package io.github.ksailbot.workflow;

/** What a verdict is about: one at a time runs for each. */
public sealed interface Subject {
    RepositoryRef repository();

    /** Names the subject among all of one repository, in URLs, locks and external ids: {@code pr-7}, {@code queue-SHA}. */
    String key();

    /**
     * @param number counted from 1
     */
    record PullRequest(RepositoryRef repository, int number) implements Subject {
        public PullRequest {
            if (number < 1) {
                throw new IllegalArgumentException("pull requests count from 1: " + number);
            }
        }

        @Override
        public String key() {
            return "pr-" + number;
        }

        @Override
        public String toString() {
            return repository + "#" + number;
        }
    }

    /**
     * A group of a merge queue.
     *
     * @param head the speculative merge commit that the queue wants judged
     * @param base the commit that the group is built on
     * @param baseBranch name of the branch that is merged into, without {@code refs/heads/}
     */
    record MergeGroup(RepositoryRef repository, CommitId head, CommitId base, String baseBranch) implements Subject {
        @Override
        public String key() {
            return "queue-" + head;
        }

        @Override
        public String toString() {
            return repository + "@" + head.abbreviated();
        }
    }
}
