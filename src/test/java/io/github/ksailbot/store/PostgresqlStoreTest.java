package io.github.ksailbot.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresqlStoreTest extends StoreContract {
    private static EmbeddedPostgres server;
    private static Database database;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().start();
        database = TestDatabase.migrated(server.getPostgresDatabase());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    Database database() throws Exception {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate delivery, delivery_payload, repository, subject, verdict, scheduled_tasks,"
                    + " registry_lease, registry_tag cascade");
        }
        return database;
    }
}
