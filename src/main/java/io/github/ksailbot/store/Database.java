package io.github.ksailbot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The one place where connections are taken and transactions begin and end. */
public final class Database {
    private final DataSource source;

    public Database(DataSource source) {
        this.source = source;
    }

    /** Connections to the database, for libraries that manage their own. */
    public DataSource source() {
        return source;
    }

    /**
     * Like {@link #inTransaction}; when it returns, killing the process undoes nothing. Other transactions on H2 may be
     * undone, from the latest one backwards, as far as half a second: it writes a whole chunk of its file for each that
     * may not, so only what cannot be done again comes here.
     */
    <T> T inDurableTransaction(Work<T> work) {
        T result = inTransaction(work);
        try (Connection connection = source.getConnection()) {
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("checkpoint");
                }
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        return result;
    }

    /** Like {@link #inTransaction}, for work without a result. */
    void update(Update work) {
        inTransaction(connection -> {
            work.run(connection);
            return true;
        });
    }

    /** Runs {@code work} and commits, or rolls back when it throws. */
    <T> T inTransaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** JDBC has a standard mapping for this type only, not for {@code Instant}. */
    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    interface Update {
        void run(Connection connection) throws SQLException;
    }

    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
