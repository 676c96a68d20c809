package io.github.ksailbot.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** Databases for tests, with the product's migrations and, for H2, its very options. */
public final class TestDatabase {
    private TestDatabase() {}

    /** An empty H2 database in memory. */
    public static Database h2() {
        return migrated(JdbcConnectionPool.create(
                productUrl().replaceFirst("file:[^;]*", "mem:" + UUID.randomUUID()) + ";DB_CLOSE_DELAY=-1", "sa", ""));
    }

    /** An H2 database in a directory, as the product has it there. */
    public static Database h2(Path dataDirectory) {
        return migrated(JdbcConnectionPool.create(
                productUrl().replace("${ksail-bot.data-directory:data}", dataDirectory.toString()), "sa", ""));
    }

    static Database postgresql(EmbeddedPostgres server) throws Exception {
        String name = "db" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return migrated(server.getDatabase("postgres", name));
    }

    private static Database migrated(DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
        return new Database(source);
    }

    private static String productUrl() {
        Properties properties = new Properties();
        try (var in = TestDatabase.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("quarkus.datasource.h2.jdbc.url");
    }
}
