package io.github.ksailbot.workflow;

import io.github.ksailbot.engine.environment.EnvironmentName;

/** What a job is about: one at a time runs for each. */
public sealed interface Subject {
    RepositoryRef repository();

    /** Names the subject among all of one repository, in URLs, locks and external ids: {@code pr-7}, {@code queue-SHA}. */
    String key();

    /** What a verdict is about. */
    sealed interface Proposal extends Subject {}

    /**
     * @param number counted from 1
     */
    record PullRequest(RepositoryRef repository, int number) implements Proposal {
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
    record MergeGroup(RepositoryRef repository, CommitId head, CommitId base, String baseBranch) implements Proposal {
        @Override
        public String key() {
            return "queue-" + head;
        }

        @Override
        public String toString() {
            return repository + "@" + head.abbreviated();
        }
    }

    /** The branch that is delivered: its newest commit is looked at, and ordered for its environments. */
    record Mainline(RepositoryRef repository) implements Subject {
        @Override
        public String key() {
            return "mainline";
        }

        @Override
        public String toString() {
            return repository + " (mainline)";
        }
    }

    /** One environment, whose deliveries follow one another. */
    record Delivery(RepositoryRef repository, EnvironmentName environment) implements Subject {
        @Override
        public String key() {
            return "deliver-" + environment;
        }

        @Override
        public String toString() {
            return repository + " (deliver " + environment + ")";
        }
    }

    /**
     * The comment about deliveries on a merged pull request.
     *
     * @param number counted from 1
     */
    record Notice(RepositoryRef repository, int number) implements Subject {
        @Override
        public String key() {
            return "notice-" + number;
        }

        @Override
        public String toString() {
            return repository + "#" + number + " (notice)";
        }
    }

    /**
     * A delivery that somebody asked to be run again.
     *
     * @param checkRun GitHub's id of the delivery's check run
     */
    record Rerun(RepositoryRef repository, long checkRun) implements Subject {
        @Override
        public String key() {
            return "rerun-" + checkRun;
        }

        @Override
        public String toString() {
            return repository + " (run again " + checkRun + ")";
        }
    }

    /**
     * A comment with commands.
     *
     * @param number of its pull request, counted from 1
     * @param id GitHub's id of the comment
     */
    record Comment(RepositoryRef repository, int number, long id) implements Subject {
        @Override
        public String key() {
            return "comment-" + id;
        }

        @Override
        public String toString() {
            return repository + "#" + number + " (comment " + id + ")";
        }
    }
}
