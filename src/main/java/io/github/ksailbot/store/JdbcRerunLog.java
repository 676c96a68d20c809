package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.deliver.RerunLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@link RerunLog} in the database. */
public final class JdbcRerunLog implements RerunLog {
    private final Database database;

    public JdbcRerunLog(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Request> waiting(Subject.Rerun rerun) {
        return database.inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select actor, asked_at from rerun where repository_id = ? and check_run = ? and not handled")) {
                select.setLong(1, rerun.repository().id());
                select.setLong(2, rerun.checkRun());
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Request(row.getString(1), DeliveryRow.instant(row, 2)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public void close(Subject.Rerun rerun, Request handled) {
        database.update(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update rerun set handled = true"
                    + " where repository_id = ? and check_run = ? and asked_at = ?")) {
                update.setLong(1, rerun.repository().id());
                update.setLong(2, rerun.checkRun());
                update.setObject(3, timestamp(handled.askedAt()));
                update.executeUpdate();
            }
        });
    }

    /** Forgets what was asked before and handled. */
    public void forget(Instant before) {
        database.update(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from rerun where asked_at < ? and handled")) {
                delete.setObject(1, timestamp(before));
                delete.executeUpdate();
            }
        });
    }

    /** Writes down who asks; whoever asked before and was not heard yet asked for the same. */
    static void keep(Connection connection, Subject.Rerun rerun, String actor, Instant now) throws SQLException {
        Instant asked = now.truncatedTo(ChronoUnit.MICROS);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into rerun (repository_id, check_run, actor,"
                        + " asked_at, handled) values (?, ?, ?, ?, false) on conflict do nothing")) {
            insert.setLong(1, rerun.repository().id());
            insert.setLong(2, rerun.checkRun());
            insert.setString(3, actor);
            insert.setObject(4, timestamp(asked));
            insert.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement("update rerun set actor = ?, asked_at = ?,"
                + " handled = false where repository_id = ? and check_run = ? and handled")) {
            update.setString(1, actor);
            update.setObject(2, timestamp(asked));
            update.setLong(3, rerun.repository().id());
            update.setLong(4, rerun.checkRun());
            update.executeUpdate();
        }
    }
}
