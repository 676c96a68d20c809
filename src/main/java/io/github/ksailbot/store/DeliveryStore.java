package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Deliveries: stored before they are acknowledged, handled once, forgotten after a while. */
public final class DeliveryStore {
    private static final int PART = 512 * 1024;
    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_FAILURE = 500;

    private final Database database;
    private final SubjectStore subjects;
    private final Clock clock;

    public DeliveryStore(Database database, SubjectStore subjects, Clock clock) {
        this.database = database;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** Stores a delivery durably: when this returns, no crash of the process loses it. */
    public Receipt receive(Delivery delivery) {
        byte[] packed = Gzip.pack(delivery.payload());
        return database.inDurableTransaction(connection -> {
            if (insert(connection, delivery)) {
                insertPayload(connection, delivery.id(), packed);
                return Receipt.NEW;
            }
            return reopen(connection, delivery.id()) ? Receipt.AGAIN : Receipt.KNOWN;
        });
    }

    /**
     * Records what a delivery asks for and that it is handled, both or neither.
     *
     * @return what must be woken now; empty when it was handled meanwhile by somebody else
     */
    public List<Wakeup> handled(String id, List<Wanted> wanted) {
        return database.inTransaction(connection -> {
            if (!conclude(connection, id)) {
                return List.of();
            }
            return subjects.want(connection, wanted);
        });
    }

    /** Records that handling failed. It is tried again by {@link #pending} twice, then waits for a redelivery. */
    public void failed(String id, String failure) {
        database.update(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update delivery set attempts = attempts + 1,"
                    + " state = case when attempts + 1 >= ? then 'failed' else state end,"
                    + " failure = ?, updated_at = ? where id = ? and state = 'received'")) {
                update.setInt(1, MAX_ATTEMPTS);
                update.setString(2, failure.substring(0, Math.min(MAX_FAILURE, failure.length())));
                update.setObject(3, timestamp(clock.instant()));
                update.setString(4, id);
                update.executeUpdate();
            }
        });
    }

    /**
     * Deliveries that were stored and not handled, the oldest first.
     *
     * @param before only those that nobody has touched since
     * @param limit at most so many
     */
    public List<Pending> pending(Instant before, int limit) {
        return database.inTransaction(connection -> {
            List<Pending> pending = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select id, event from delivery"
                    + " where state = 'received' and updated_at <= ? order by received_at, id limit ?")) {
                select.setObject(1, timestamp(before));
                select.setInt(2, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        pending.add(new Pending(row.getString(1), row.getString(2)));
                    }
                }
            }
            return pending;
        });
    }

    /** The body of a delivery; empty when it is not, or no longer, kept. */
    public Optional<byte[]> payload(String id) {
        byte[] payload = database.inTransaction(connection -> payload(connection, id));
        return payload.length == 0 ? Optional.empty() : Optional.of(payload);
    }

    /**
     * Forgets payloads and then whole deliveries; those that were not handled keep theirs until the end.
     *
     * @param payloadsBefore when a handled delivery must have come for its payload to be dropped
     * @param deliveriesBefore when a delivery must have come to be dropped; a redelivery after that counts as new
     */
    public void forget(Instant payloadsBefore, Instant deliveriesBefore) {
        database.update(connection -> {
            delete(
                    connection,
                    "delete from delivery_payload where delivery_id in"
                            + " (select id from delivery where state = 'handled' and received_at < ?)",
                    payloadsBefore);
            delete(connection, "delete from delivery where received_at < ?", deliveriesBefore);
        });
    }

    /** A delivery without its body. */
    public record Pending(String id, String event) {}

    private boolean insert(Connection connection, Delivery delivery) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into delivery (id, event, action, state, attempts, received_at,"
                        + " updated_at) values (?, ?, ?, 'received', 0, ?, ?) on conflict do nothing")) {
            insert.setString(1, delivery.id());
            insert.setString(2, delivery.event());
            insert.setString(3, delivery.action());
            insert.setObject(4, timestamp(clock.instant()));
            insert.setObject(5, timestamp(clock.instant()));
            return insert.executeUpdate() == 1;
        }
    }

    private static void insertPayload(Connection connection, String id, byte[] packed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into delivery_payload (delivery_id, part, bytes) values (?, ?, ?)")) {
            for (int from = 0; from < packed.length; from += PART) {
                insert.setString(1, id);
                insert.setInt(2, from / PART);
                insert.setBytes(3, Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PART)));
                insert.executeUpdate();
            }
        }
    }

    private boolean reopen(Connection connection, String id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update delivery set state = 'received',"
                + " attempts = 0, updated_at = ? where id = ? and state = 'failed'")) {
            update.setObject(1, timestamp(clock.instant()));
            update.setString(2, id);
            return update.executeUpdate() == 1;
        }
    }

    private boolean conclude(Connection connection, String id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update delivery set state = 'handled',"
                + " failure = null, updated_at = ? where id = ? and state = 'received'")) {
            update.setObject(1, timestamp(clock.instant()));
            update.setString(2, id);
            return update.executeUpdate() == 1;
        }
    }

    private static byte[] payload(Connection connection, String id) throws SQLException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (PreparedStatement select =
                connection.prepareStatement("select bytes from delivery_payload where delivery_id = ? order by part")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    packed.writeBytes(row.getBytes(1));
                }
            }
        }
        return packed.size() == 0 ? new byte[0] : Gzip.unpack(packed.toByteArray());
    }

    private static void delete(Connection connection, String sql, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, timestamp(before));
            delete.executeUpdate();
        }
    }
}
