package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.command.Answer;
import io.github.ksailbot.workflow.command.CommandLog;
import io.github.ksailbot.workflow.command.Instruction;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Order;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@link CommandLog} in the database. */
public final class JdbcCommandLog implements CommandLog {
    private static final String ONE = " where repository_id = ? and comment_id = ?";

    private final Database database;
    private final SubjectStore subjects;
    private final JdbcDeliveryLog deliveries;
    private final Consumer<List<Wakeup>> wake;

    public JdbcCommandLog(
            Database database, SubjectStore subjects, JdbcDeliveryLog deliveries, Consumer<List<Wakeup>> wake) {
        this.database = database;
        this.subjects = subjects;
        this.deliveries = deliveries;
        this.wake = wake;
    }

    @Override
    public Optional<Instruction> waiting(Subject.Comment comment) {
        return database.inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select author, body, seen_head, moved_at,"
                    + " written_at, received_at from command_comment" + ONE + " and not answered")) {
                select.setLong(1, comment.repository().id());
                select.setLong(2, comment.id());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(instruction(row)) : Optional.empty();
                }
            }
        });
    }

    private static Instruction instruction(ResultSet row) throws SQLException {
        String seen = row.getString(3);
        return new Instruction(
                row.getString(1),
                new String(Gzip.unpack(row.getBytes(2)), StandardCharsets.UTF_8),
                seen == null ? null : new CommitId(seen),
                DeliveryRow.nullableInstant(row, 4),
                DeliveryRow.instant(row, 5),
                DeliveryRow.instant(row, 6));
    }

    @Override
    public Map<Integer, Answer> answers(Subject.Comment comment) {
        return database.inTransaction(connection -> {
            Map<Integer, Answer> answers = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select line, delivery_id, good, answer from command_line" + ONE + " order by line")) {
                select.setLong(1, comment.repository().id());
                select.setLong(2, comment.id());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Long delivery = row.getObject(2, Long.class);
                        answers.put(
                                row.getInt(1),
                                new Answer(
                                        row.getBoolean(3),
                                        row.getString(4),
                                        delivery == null ? null : delivery(connection, delivery)));
                    }
                }
            }
            return answers;
        });
    }

    private @Nullable Delivery delivery(Connection connection, long id) throws SQLException {
        List<Delivery> found = deliveries.byId(connection, id);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void answer(Subject.Comment comment, int line, boolean good, String text) {
        database.inDurableTransaction(connection -> insert(connection, comment, line, null, good, text));
    }

    @Override
    public void order(Subject.Comment comment, int line, Order order, Instant asked) {
        wake.accept(database.inDurableTransaction(connection -> {
            subjects.lock(connection, order.repository());
            long id = deliveries.join(connection, order, SubjectId.of(comment), asked);
            insert(connection, comment, line, id, true, "");
            return subjects.want(
                    connection, List.of(Wanted.of(new Subject.Delivery(order.repository(), order.environment()))));
        }));
    }

    @Override
    public void close(Subject.Comment comment) {
        database.update(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update command_comment set answered = true" + ONE)) {
                update.setLong(1, comment.repository().id());
                update.setLong(2, comment.id());
                update.executeUpdate();
            }
        });
    }

    /** Forgets comments that came before and were answered. */
    public void forget(Instant before) {
        database.update(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from command_comment where received_at < ? and answered")) {
                delete.setObject(1, timestamp(before));
                delete.executeUpdate();
            }
        });
    }

    private static int insert(
            Connection connection,
            Subject.Comment comment,
            int line,
            @Nullable Long delivery,
            boolean good,
            String text)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into command_line (repository_id, comment_id, line, delivery_id,"
                        + " good, answer) values (?, ?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, comment.repository().id());
            insert.setLong(2, comment.id());
            insert.setInt(3, line);
            insert.setObject(4, delivery, Types.BIGINT);
            insert.setBoolean(5, good);
            insert.setString(6, text);
            return insert.executeUpdate();
        }
    }

    /**
     * Keeps a comment as it came, and the head that its pull request was known to have: what its author saw.
     *
     * @param written not yet known; else nothing happens
     */
    static void keep(Connection connection, Subject.Comment comment, Written written, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into command_comment (repository_id, comment_id, pull_request,"
                        + " author, body, seen_head, moved_at, written_at, received_at, answered)"
                        + " values (?, ?, ?, ?, ?,"
                        + " (select wanted_head from subject where repository_id = ? and subject_key = ?),"
                        + " (select head_since from subject where repository_id = ? and subject_key = ?),"
                        + " ?, ?, false) on conflict do nothing")) {
            String pull = new Subject.PullRequest(comment.repository(), comment.number()).key();
            insert.setLong(1, comment.repository().id());
            insert.setLong(2, comment.id());
            insert.setInt(3, comment.number());
            insert.setString(4, written.author());
            insert.setBytes(5, Gzip.pack(written.body().getBytes(StandardCharsets.UTF_8)));
            insert.setLong(6, comment.repository().id());
            insert.setString(7, pull);
            insert.setLong(8, comment.repository().id());
            insert.setString(9, pull);
            insert.setObject(10, timestamp(written.at()));
            insert.setObject(11, timestamp(now));
            insert.executeUpdate();
        }
    }
}
