package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.VerdictLog;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link VerdictLog} in the database. */
public final class JdbcVerdictLog implements VerdictLog {
    private final Database database;
    private final Clock clock;

    public JdbcVerdictLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Attempt> latest(Subject.Proposal subject) {
        SubjectId id = SubjectId.of(subject);
        return database.inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select head, base, run, conclusion from verdict where repository_id = ? and subject_key = ?")) {
                select.setLong(1, id.repository());
                select.setString(2, id.key());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(attempt(row)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void begin(Subject.Proposal subject, Attempt attempt) {
        SubjectId id = SubjectId.of(subject);
        database.inDurableTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into verdict (repository_id,"
                            + " subject_key, head, base, run, updated_at) values (?, ?, '', '', 0, ?) on conflict do nothing")) {
                insert.setLong(1, id.repository());
                insert.setString(2, id.key());
                insert.setObject(3, timestamp(clock.instant()));
                insert.executeUpdate();
            }
            try (PreparedStatement update = connection.prepareStatement("update verdict set head = ?, base = ?,"
                    + " run = ?, conclusion = ?, updated_at = ? where repository_id = ? and subject_key = ?")) {
                update.setString(1, attempt.head().value());
                update.setString(2, attempt.base().value());
                update.setInt(3, attempt.run());
                update.setString(4, text(attempt.conclusion()));
                update.setObject(5, timestamp(clock.instant()));
                update.setLong(6, id.repository());
                update.setString(7, id.key());
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void conclude(Subject.Proposal subject, Conclusion conclusion) {
        SubjectId id = SubjectId.of(subject);
        database.update(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update verdict set conclusion = ?,"
                    + " updated_at = ? where repository_id = ? and subject_key = ?")) {
                update.setString(1, text(conclusion));
                update.setObject(2, timestamp(clock.instant()));
                update.setLong(3, id.repository());
                update.setString(4, id.key());
                update.executeUpdate();
            }
        });
    }

    private static @Nullable String text(@Nullable Conclusion conclusion) {
        return conclusion == null ? null : conclusion.name().toLowerCase(Locale.ROOT);
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        String conclusion = row.getString(4);
        return new Attempt(
                new CommitId(row.getString(1)),
                new CommitId(row.getString(2)),
                row.getInt(3),
                conclusion == null ? null : Conclusion.valueOf(conclusion.toUpperCase(Locale.ROOT)));
    }
}
