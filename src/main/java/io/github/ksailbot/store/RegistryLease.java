package io.github.ksailbot.store;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.RegistryLeases.Lease;
import io.github.ksailbot.workflow.deliver.RegistryLeases.Moved;
import io.quarkus.logging.Log;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One lease, told from all others by a name that nobody else has. */
final class RegistryLease implements Lease {
    private static final String OF_PLACE = " where repository_id = ? and place = ?";

    private final Database database;
    private final long repository;
    private final String place;
    private final String holder = UUID.randomUUID().toString();
    private volatile @Nullable Future<?> keeping;

    RegistryLease(Database database, long repository, String place) {
        this.database = database;
        this.repository = repository;
        this.place = place;
    }

    boolean take() {
        return database.inTransaction(connection -> {
            change(
                    connection,
                    "insert into registry_lease (repository_id, place, holder, expires_at)"
                            + " values (?, ?, '', current_timestamp) on conflict do nothing",
                    repository,
                    place);
            return change(
                            connection,
                            "update registry_lease set holder = ?, expires_at = current_timestamp + interval '60'"
                                    + " second"
                                    + OF_PLACE + " and (holder = '' or expires_at < current_timestamp)",
                            holder,
                            repository,
                            place)
                    == 1;
        });
    }

    /** @param running what extends it from time to time, until it is closed */
    void keepUp(Future<?> running) {
        keeping = running;
    }

    /** Never throws: what is thrown would end the thread's work for it. */
    void extend() {
        try {
            database.inTransaction(this::extend);
        } catch (StoreException e) {
            Log.debugf("the lease of %s is not extended now: %s", place, e.getMessage());
        }
    }

    private boolean extend(Connection connection) throws SQLException {
        return change(
                        connection,
                        "update registry_lease set expires_at = current_timestamp + interval '60' second" + OF_PLACE
                                + " and holder = ?",
                        repository,
                        place,
                        holder)
                == 1;
    }

    @Override
    public Optional<Moved> last(String tag) {
        return database.inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select commit_id, digest from registry_tag" + OF_PLACE + " and tag = ?")) {
                set(select, repository, place, tag);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Moved(new CommitId(row.getString(1)), row.getString(2)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean isKept() {
        return database.inTransaction(this::extend);
    }

    @Override
    public boolean moved(String tag, Moved to) {
        return database.inTransaction(connection -> {
            // also keeps everybody else from taking it until this is written
            if (!extend(connection)) {
                return false;
            }
            if (change(
                            connection,
                            "update registry_tag set commit_id = ?, digest = ?" + OF_PLACE + " and tag = ?",
                            to.commit().value(),
                            to.digest(),
                            repository,
                            place,
                            tag)
                    == 0) {
                change(
                        connection,
                        "insert into registry_tag (commit_id, digest, repository_id, place, tag) values (?, ?, ?, ?,"
                                + " ?)",
                        to.commit().value(),
                        to.digest(),
                        repository,
                        place,
                        tag);
            }
            return true;
        });
    }

    @Override
    public void close() {
        Future<?> running = keeping;
        if (running != null) {
            running.cancel(false);
        }
        try {
            database.update(connection -> change(
                    connection,
                    "update registry_lease set holder = ''" + OF_PLACE + " and holder = ?",
                    repository,
                    place,
                    holder));
        } catch (StoreException e) {
            // what it was for is done; it is free in a minute
            Log.debugf("the lease of %s is not given back: %s", place, e.getMessage());
        }
    }

    private static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            set(change, values);
            return change.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
