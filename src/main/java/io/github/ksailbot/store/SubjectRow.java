package io.github.ksailbot.store;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A subject as columns: what it is, then what only some kinds have.
 *
 * @param kind of the subject
 * @param pullRequest null for kinds without
 * @param group null unless it is a group of a merge queue
 * @param environment null for kinds without
 * @param comment id of a comment or check run; null for kinds without
 */
record SubjectRow(
        String kind,
        @Nullable Integer pullRequest,
        Subject.@Nullable MergeGroup group,
        @Nullable String environment,
        @Nullable Long comment) {
    private static final String PULL_REQUEST = "pull-request";
    private static final String GROUP = "group";
    private static final String MAINLINE = "mainline";
    private static final String DELIVERY = "delivery";
    private static final String NOTICE = "notice";
    private static final String COMMENT = "comment";
    private static final String RERUN = "rerun";

    private static SubjectRow of(Subject subject) {
        if (subject instanceof Subject.PullRequest pull) {
            return new SubjectRow(PULL_REQUEST, pull.number(), null, null, null);
        }
        if (subject instanceof Subject.MergeGroup group) {
            return new SubjectRow(GROUP, null, group, null, null);
        }
        if (subject instanceof Subject.Delivery delivery) {
            return new SubjectRow(DELIVERY, null, null, delivery.environment().value(), null);
        }
        if (subject instanceof Subject.Notice notice) {
            return new SubjectRow(NOTICE, notice.number(), null, null, null);
        }
        if (subject instanceof Subject.Comment one) {
            return new SubjectRow(COMMENT, one.number(), null, null, one.id());
        }
        if (subject instanceof Subject.Rerun rerun) {
            return new SubjectRow(RERUN, null, null, null, rerun.checkRun());
        }
        return new SubjectRow(MAINLINE, null, null, null, null);
    }

    /** Sets the columns from kind to comment_id, which are the third to the ninth of the statement. */
    static void write(Subject subject, PreparedStatement insert) throws SQLException {
        SubjectRow row = of(subject);
        Subject.MergeGroup group = row.group();
        insert.setString(3, row.kind());
        insert.setObject(4, row.pullRequest(), Types.INTEGER);
        insert.setString(5, group == null ? null : group.head().value());
        insert.setString(6, group == null ? null : group.base().value());
        insert.setString(7, group == null ? null : group.baseBranch());
        insert.setString(8, row.environment());
        insert.setObject(9, row.comment(), Types.BIGINT);
    }

    /** Reads the same columns and those of the repository, which are the first eleven of the row. */
    static Subject read(ResultSet row) throws SQLException {
        RepositoryRef repository =
                new RepositoryRef(row.getLong(8), row.getLong(9), row.getString(10), row.getString(11));
        int pullRequest = row.getInt(2);
        return switch (row.getString(1)) {
            case PULL_REQUEST -> new Subject.PullRequest(repository, pullRequest);
            case GROUP ->
                new Subject.MergeGroup(
                        repository, new CommitId(row.getString(3)), new CommitId(row.getString(4)), row.getString(5));
            case MAINLINE -> new Subject.Mainline(repository);
            case DELIVERY -> new Subject.Delivery(repository, new EnvironmentName(row.getString(6)));
            case NOTICE -> new Subject.Notice(repository, pullRequest);
            case RERUN -> new Subject.Rerun(repository, row.getLong(7));
            case COMMENT -> new Subject.Comment(repository, pullRequest, row.getLong(7));
            default -> throw new SQLException("no kind of subject: " + row.getString(1));
        };
    }
}
