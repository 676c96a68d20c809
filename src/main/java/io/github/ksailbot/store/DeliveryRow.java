package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Delivery.Pushed;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.Delivery.Shown;
import io.github.ksailbot.workflow.deliver.Delivery.Stage;
import io.github.ksailbot.workflow.deliver.DeploymentId;
import io.github.ksailbot.workflow.deliver.Order;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A delivery as columns. */
final class DeliveryRow {
    static final String COLUMNS =
            "d.id, r.installation_id, r.id, r.owner, r.name, d.environment, d.branch, d.commit_id, d.origin, d.kind,"
                    + " d.exclude, d.timeout_seconds, d.since, d.stage, d.attempt, d.check_run, d.deployment, d.digest,"
                    + " d.reference, d.conclusion, d.convergence, d.summary, d.details, d.ordered_at, d.started_at,"
                    + " d.ended_at";
    static final String TABLES = " from environment_delivery d join repository r on r.id = d.repository_id ";
    private static final int SUMMARY = 1000;

    private DeliveryRow() {}

    static Delivery read(ResultSet row) throws SQLException {
        RepositoryRef repository =
                new RepositoryRef(row.getLong(2), row.getLong(3), row.getString(4), row.getString(5));
        Long timeout = row.getObject(12, Long.class);
        String since = row.getString(13);
        String exclude = row.getString(11);
        Order order = new Order(
                repository,
                new EnvironmentName(row.getString(6)),
                row.getString(7),
                new CommitId(row.getString(8)),
                row.getString(9),
                Order.Kind.valueOf(upper(row.getString(10))),
                exclude.isEmpty() ? Set.of() : Set.of(exclude.split(",", -1)),
                timeout == null ? null : Duration.ofSeconds(timeout),
                since == null ? null : new CommitId(since));
        Long checkRun = row.getObject(16, Long.class);
        Long deployment = row.getObject(17, Long.class);
        String reference = row.getString(19);
        return new Delivery(
                row.getLong(1),
                order,
                Stage.valueOf(upper(row.getString(14))),
                row.getInt(15),
                new Shown(
                        checkRun == null ? null : new CheckRunId(checkRun),
                        deployment == null ? null : new DeploymentId(deployment)),
                new Pushed(row.getString(18), reference == null ? "" : reference),
                row.getString(22),
                settlement(row),
                new Delivery.Times(instant(row, 24), nullableInstant(row, 25), nullableInstant(row, 26)));
    }

    /** One column has what is being done, and then what came of it. */
    private static @Nullable Settlement settlement(ResultSet row) throws SQLException {
        String conclusion = row.getString(20);
        String convergence = row.getString(21);
        return conclusion == null
                ? null
                : new Settlement(
                        Conclusion.valueOf(upper(conclusion)),
                        convergence == null ? null : Convergence.valueOf(upper(convergence)),
                        row.getString(22),
                        row.getString(23));
    }

    /** Sets what an order is, from repository_id to since: the first ten of the statement. */
    static void writeOrder(Order order, PreparedStatement insert) throws SQLException {
        Duration timeout = order.timeout();
        CommitId since = order.since();
        insert.setLong(1, order.repository().id());
        insert.setString(2, order.environment().value());
        insert.setString(3, order.branch());
        insert.setString(4, order.commit().value());
        insert.setString(5, order.origin());
        insert.setString(6, lower(order.kind()));
        insert.setString(7, String.join(",", new TreeSet<>(order.exclude())));
        insert.setObject(8, timeout == null ? null : timeout.toSeconds(), Types.BIGINT);
        insert.setString(9, since == null ? null : since.value());
    }

    /** Sets how far it is, from stage to ended_at: the first twelve of the statement. */
    static void writeState(Delivery delivery, PreparedStatement update) throws SQLException {
        CheckRunId checkRun = delivery.checkRun();
        DeploymentId deployment = delivery.deployment();
        // PostgreSQL takes no text with this character, which a cluster's messages may have.
        String summary = delivery.summary().replace('\0', '\uFFFD');
        update.setString(1, lower(delivery.stage()));
        update.setInt(2, delivery.attempt());
        update.setObject(3, checkRun == null ? null : checkRun.value(), Types.BIGINT);
        update.setObject(4, deployment == null ? null : deployment.value(), Types.BIGINT);
        update.setString(5, delivery.digest());
        update.setString(6, delivery.reference());
        update.setString(7, lower(delivery.conclusion()));
        update.setString(8, lower(delivery.convergence()));
        update.setString(9, summary.length() <= SUMMARY ? summary : summary.substring(0, SUMMARY));
        update.setString(10, delivery.details());
        update.setObject(11, nullable(delivery.startedAt()));
        update.setObject(12, nullable(delivery.endedAt()));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime nullable(@Nullable Instant instant) {
        return instant == null ? null : timestamp(instant);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String lower(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
