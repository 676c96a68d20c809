package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One transaction's writing down of what is wanted. */
final class WantSubject {
    private final Connection connection;
    private final Instant now;

    WantSubject(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** Counts the subject's generation up; a re-run and another head also end the waiting for a retry. */
    Wakeup want(Wanted wanted) throws SQLException {
        SubjectId id = SubjectId.of(wanted.subject());
        insertIfAbsent(id, wanted.subject());
        Row row = lock(id);
        boolean again = wanted.again() != null && hasVerdict(id, wanted.again(), row.run);
        CommitId head = wanted.head();
        boolean moved = head != null && !head.value().equals(row.wantedHead);
        boolean urgent = again || moved;
        update(id, moved && head != null ? head.value() : row.wantedHead, again ? row.run + 1 : row.run, urgent);
        if (moved) {
            headCame(id, wanted.since());
        }
        return new Wakeup(id, urgent);
    }

    private void insertIfAbsent(SubjectId id, Subject subject) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into subject (repository_id, subject_key,"
                + " kind, pull_request, group_head, group_base, group_branch, environment, comment_id, wanted, done, run, starts, refusals, crashes,"
                + " updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?) on conflict do nothing")) {
            insert.setLong(1, id.repository());
            insert.setString(2, id.key());
            SubjectRow.write(subject, insert);
            insert.setObject(10, timestamp(now));
            insert.executeUpdate();
        }
    }

    private Row lock(SubjectId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select run, wanted_head from subject" + " where repository_id = ? and subject_key = ? for update")) {
            select.setLong(1, id.repository());
            select.setString(2, id.key());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("a subject vanished while it was being written: " + id);
                }
                return new Row(row.getInt(1), row.getString(2));
            }
        }
    }

    /** A re-run is due once per verdict: while there is none yet, one is being made anyway. */
    private boolean hasVerdict(SubjectId id, CommitId head, int run) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from verdict where repository_id = ?"
                + " and subject_key = ? and head = ? and run = ? and conclusion <> 'cancelled'")) {
            select.setLong(1, id.repository());
            select.setString(2, id.key());
            select.setString(3, head.value());
            select.setInt(4, run);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private void update(SubjectId id, @Nullable String head, int run, boolean urgent) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update subject set wanted = wanted + 1,"
                + " wanted_head = ?, run = ?, updated_at = ?" + (urgent ? ", refusals = 0, crashes = 0" : "")
                + " where repository_id = ? and subject_key = ?")) {
            update.setString(1, head);
            update.setInt(2, run);
            update.setObject(3, timestamp(now));
            update.setLong(4, id.repository());
            update.setString(5, id.key());
            update.executeUpdate();
        }
    }

    private void headCame(SubjectId id, @Nullable Instant since) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update subject set head_since = ? where repository_id = ? and subject_key = ?")) {
            update.setObject(1, since == null ? null : timestamp(since));
            update.setLong(2, id.repository());
            update.setString(3, id.key());
            update.executeUpdate();
        }
    }

    private record Row(int run, @Nullable String wantedHead) {}
}
