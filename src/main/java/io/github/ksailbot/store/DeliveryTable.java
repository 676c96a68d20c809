package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Order;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Deliveries and who follows them, as rows; transactions are the caller's. */
final class DeliveryTable {
    private static final String SELECT = "select " + DeliveryRow.COLUMNS + DeliveryRow.TABLES;

    private final Clock clock;

    DeliveryTable(Clock clock) {
        this.clock = clock;
    }

    /** @param rest from the condition on, with a question mark for each value */
    List<Delivery> select(Connection connection, String rest, Object... values) throws SQLException {
        List<Delivery> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT + rest)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(DeliveryRow.read(row));
                }
            }
        }
        return found;
    }

    /** @return the id; of the one that is there already, if the same was ordered before */
    long insert(Connection connection, Order order) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into environment_delivery (repository_id, environment, branch,"
                        + " commit_id, origin, kind, exclude, timeout_seconds, since, stage, attempt, summary, details,"
                        + " ordered_at, updated_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'ordered', 0, 'Waiting to begin', '', ?, ?)"
                        + " on conflict do nothing")) {
            DeliveryRow.writeOrder(order, insert);
            insert.setObject(10, timestamp(clock.instant()));
            insert.setObject(11, timestamp(clock.instant()));
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("select id from environment_delivery"
                + " where repository_id = ? and environment = ? and commit_id = ? and origin = ?")) {
            select.setLong(1, order.repository().id());
            select.setString(2, order.environment().value());
            select.setString(3, order.commit().value());
            select.setString(4, order.origin());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("an order vanished while it was being written: " + order);
                }
                return row.getLong(1);
            }
        }
    }

    void follow(Connection connection, long delivery, SubjectId follower) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into delivery_follower (delivery_id, subject_key) values (?, ?) on conflict do nothing")) {
            insert.setLong(1, delivery);
            insert.setString(2, follower.key());
            insert.executeUpdate();
        }
    }

    /**
     * Each process that begins with a delivery counts its attempts up, so that what a process before it still writes is known by
     * its lower number; and nothing comes after the end.
     *
     * @return false when another process has taken it over, and nothing was written
     */
    boolean update(Connection connection, Delivery delivery) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update environment_delivery set stage = ?,"
                + " attempt = ?, check_run = ?, deployment = ?, digest = ?, reference = ?, conclusion = ?,"
                + " convergence = ?, summary = ?, details = ?, started_at = ?, ended_at = ?, updated_at = ?"
                + " where id = ? and attempt <= ? and stage <> 'told' and (conclusion is null or ?)")) {
            DeliveryRow.writeState(delivery, update);
            update.setObject(13, timestamp(clock.instant()));
            update.setLong(14, delivery.id());
            update.setInt(15, delivery.attempt());
            update.setBoolean(16, delivery.conclusion() != null);
            return update.executeUpdate() == 1;
        }
    }

    /** Who tells of a delivery. */
    List<Wanted> followers(Connection connection, Delivery delivery) throws SQLException {
        List<Wanted> wanted = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select " + SubjectStore.COLUMNS
                + " from subject s join repository r on r.id = s.repository_id join delivery_follower f"
                + " on f.subject_key = s.subject_key where s.repository_id = ? and f.delivery_id = ?")) {
            select.setLong(1, delivery.order().repository().id());
            select.setLong(2, delivery.id());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    wanted.add(Wanted.of(SubjectRow.read(row)));
                }
            }
        }
        return wanted;
    }

    /** Other environments of the repository, which may have waited for this one. */
    List<Wanted> others(Connection connection, Delivery delivery) throws SQLException {
        Order order = delivery.order();
        return select(
                        connection,
                        "where d.repository_id = ? and d.environment <> ? and d.stage = 'ordered' order by d.id",
                        order.repository().id(),
                        order.environment().value())
                .stream()
                .map(other -> Wanted.of(
                        new Subject.Delivery(order.repository(), other.order().environment())))
                .distinct()
                .toList();
    }
}
