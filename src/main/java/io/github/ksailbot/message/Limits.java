package io.github.ksailbot.message;

import io.github.ksailbot.workflow.CommentBoard;

/**
 * GitHub's limits on texts. It counts characters; these are kept in bytes of UTF-8, which are never fewer, because
 * GitHub does not say of which kind its characters are.
 *
 * @see <a href="https://docs.github.com/rest/checks/runs">REST API endpoints for check runs</a>
 */
final class Limits {
    static final int TITLE = 255;
    static final int SUMMARY = 65_535;
    static final int TEXT = 65_535;
    static final int COMMENT = 65_536 - CommentBoard.MARKER_ROOM;
    static final int ANNOTATION_TITLE = 255;
    static final int ANNOTATION_TEXT = 64 * 1024;

    /** One message of a finding, so that a single hostile one cannot crowd out all others. */
    static final int MESSAGE = 2_000;

    /** A path, resource, field or branch name where it is shown. */
    static final int NAME = 400;

    /** Annotations of one check run: a request carries 50, so this many take four. */
    static final int ANNOTATIONS = 200;

    /** As many as fit into the one request that is made anyway: findings that are not new get no more than that. */
    static final int ANNOTATIONS_PER_REQUEST = 50;

    private Limits() {}
}
