package io.github.ksailbot.workflow;

import java.util.regex.Pattern;

/** Port: the comments that the bot keeps on a pull request, one for each topic. */
public interface CommentBoard {

    /**
     * Makes the comment say {@code body}: creates it, or edits the one that carries the topic's marker and was written by
     * the bot itself; writes nothing when it says so already. Never makes a second one.
     *
     * @param body Markdown without marker, within GitHub's limit of 65,536 characters less {@value #MARKER_ROOM}
     */
    void put(Subject.PullRequest pullRequest, Topic topic, String body) throws GoneException, UnavailableException;

    /** Characters that an implementation may add as its hidden marker. */
    int MARKER_ROOM = 256;

    /**
     * What a comment is about.
     *
     * @param name lower-case letters, digits and hyphens; part of the hidden marker
     */
    record Topic(String name) {
        private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,60}");

        public static final Topic VERDICT = new Topic("verdict");
        public static final Topic DELIVERY = new Topic("delivery");

        public Topic {
            if (!SHAPE.matcher(name).matches()) {
                throw new IllegalArgumentException("not a topic: " + name);
            }
        }

        /** @param comment GitHub's id of the comment that is answered */
        public static Topic answerTo(long comment) {
            return new Topic("answer-" + comment);
        }
    }
}
