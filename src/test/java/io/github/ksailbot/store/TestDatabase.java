package io.github.ksailbot.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
        DataSource source = inMemory();
        // Migrations take most of a second, what they made takes milliseconds.
        execute(source, Schema.STATEMENTS);
        return new Database(source);
    }

    /** An H2 database in a directory, as the product has it there. */
    public static Database h2(Path dataDirectory) {
        return migrated(JdbcConnectionPool.create(
                productUrl().replace("${ksail-bot.data-directory:./data}", dataDirectory.toString()), "sa", ""));
    }

    /** A database of any kind, with the product's migrations. */
    public static Database migrated(DataSource source) {
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

    private static JdbcConnectionPool inMemory() {
        return JdbcConnectionPool.create(
                productUrl().replaceFirst("file:[^;]*", "mem:" + UUID.randomUUID()) + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    private static void execute(DataSource source, List<String> statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the migrations make of an empty H2 database. */
    private static final class Schema {
        static final List<String> STATEMENTS = read();

        private static List<String> read() {
            List<String> statements = new ArrayList<>();
            try (Connection connection = migrated(inMemory()).source().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("script nodata nosettings")) {
                while (row.next()) {
                    String sql = row.getString(1);
                    if (!sql.startsWith("CREATE USER")) {
                        statements.add(sql);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return statements;
        }
    }
}
