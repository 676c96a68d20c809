package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.DeliveryLog;
import io.github.ksailbot.workflow.deliver.Order;
import io.github.ksailbot.workflow.deliver.TakenOverException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@link DeliveryLog} in the database. What must be woken is written down with what wakes it, both or neither. */
public final class JdbcDeliveryLog implements DeliveryLog {
    private static final String OF_ENVIRONMENT = "where d.repository_id = ? and d.environment = ? ";

    private final Database database;
    private final SubjectStore subjects;
    private final Consumer<List<Wakeup>> wake;
    private final DeliveryTable table;

    /** @param wake called after each transaction with what it made wanted */
    public JdbcDeliveryLog(Database database, SubjectStore subjects, Consumer<List<Wakeup>> wake, Clock clock) {
        this.database = database;
        this.subjects = subjects;
        this.wake = wake;
        this.table = new DeliveryTable(clock);
    }

    @Override
    public void order(List<Order> orders, List<Subject.Notice> followers) {
        wake.accept(database.inDurableTransaction(connection -> {
            List<Wanted> wanted = new ArrayList<>();
            for (Order order : orders) {
                subjects.lock(connection, order.repository());
                long id = table.insert(connection, order);
                for (Subject.Notice follower : followers) {
                    table.follow(connection, id, SubjectId.of(follower));
                }
                wanted.add(Wanted.of(new Subject.Delivery(order.repository(), order.environment())));
            }
            followers.forEach(follower -> wanted.add(Wanted.of(follower)));
            return subjects.want(connection, wanted);
        }));
    }

    @Override
    public void orderAgain(Delivery earlier, Order order) {
        wake.accept(database.inDurableTransaction(connection -> {
            subjects.lock(connection, order.repository());
            long id = table.insert(connection, order);
            List<Wanted> wanted = new ArrayList<>();
            for (Wanted follower : table.followers(connection, earlier)) {
                table.follow(connection, id, SubjectId.of(follower.subject()));
                wanted.add(follower);
            }
            wanted.add(Wanted.of(new Subject.Delivery(order.repository(), order.environment())));
            return subjects.want(connection, wanted);
        }));
    }

    @Override
    public Optional<Delivery> byCheckRun(RepositoryRef repository, CheckRunId checkRun) {
        return first(select(
                "where d.repository_id = ? and d.check_run = ? order by d.id desc limit 1",
                repository.id(),
                checkRun.value()));
    }

    @Override
    public List<Delivery> unfinished(RepositoryRef repository, EnvironmentName environment) {
        return select(OF_ENVIRONMENT + "and d.stage <> 'told' order by d.id", repository.id(), environment.value());
    }

    @Override
    public List<Delivery> unfinished(RepositoryRef repository) {
        return select("where d.repository_id = ? and d.stage <> 'told' order by d.id", repository.id());
    }

    @Override
    public Optional<Delivery> latestMerge(RepositoryRef repository, EnvironmentName environment) {
        return first(select(
                OF_ENVIRONMENT + "and d.kind = 'merge' order by d.id desc limit 1",
                repository.id(),
                environment.value()));
    }

    @Override
    public Optional<Delivery> newestPushed(RepositoryRef repository, EnvironmentName environment) {
        return first(select(
                OF_ENVIRONMENT + "and d.digest is not null and d.kind <> 'reconcile' order by d.id desc limit 1",
                repository.id(),
                environment.value()));
    }

    @Override
    public boolean isUnderWay(String key) {
        String[] parts = key.split(":", 4);
        return parts.length == 4
                && !select(
                                "where d.environment = ? and d.commit_id = ? and d.origin = ?"
                                        + " and d.stage in ('started', 'pushed')",
                                parts[1],
                                parts[2],
                                parts[3])
                        .isEmpty();
    }

    @Override
    public boolean isOvertaken(Delivery delivery) {
        Order order = delivery.order();
        return !select(
                        OF_ENVIRONMENT + "and d.kind = 'merge' and d.id > ? and d.commit_id <> ? limit 1",
                        order.repository().id(),
                        order.environment().value(),
                        delivery.id(),
                        order.commit().value())
                .isEmpty();
    }

    @Override
    public Optional<Delivery> deployedBefore(Delivery delivery) {
        return newestBefore(delivery, "d.deployment is not null and d.conclusion = 'success'");
    }

    @Override
    public Optional<Delivery> toldBefore(Delivery delivery) {
        return newestBefore(delivery, "d.kind = 'merge' and d.conclusion in ('success', 'failure')");
    }

    private Optional<Delivery> newestBefore(Delivery delivery, String condition) {
        Order order = delivery.order();
        return first(select(
                OF_ENVIRONMENT + "and d.id < ? and " + condition + " order by d.id desc limit 1",
                order.repository().id(),
                order.environment().value(),
                delivery.id()));
    }

    @Override
    public List<Delivery> latest(RepositoryRef repository) {
        return select(
                "where d.id in (select max(n.id) from environment_delivery n where n.repository_id = ?"
                        + " and n.conclusion is not null and n.conclusion <> 'cancelled' group by n.environment)"
                        + " order by d.environment",
                repository.id());
    }

    @Override
    public List<Delivery> followedBy(Subject follower) {
        SubjectId id = SubjectId.of(follower);
        return select(
                "join delivery_follower f on f.delivery_id = d.id where d.repository_id = ? and f.subject_key = ?"
                        + " order by d.id",
                id.repository(),
                id.key());
    }

    @Override
    public void save(Delivery delivery) {
        wake.accept(database.inDurableTransaction(connection -> {
            if (!table.update(connection, delivery)) {
                throw new TakenOverException(delivery);
            }
            List<Wanted> wanted = new ArrayList<>(table.followers(connection, delivery));
            if (delivery.isTold()) {
                wanted.addAll(table.others(connection, delivery));
            }
            return subjects.want(connection, wanted);
        }));
    }

    @Override
    public void lookAgain(RepositoryRef repository) {
        wake.accept(subjects.want(List.of(Wanted.of(new Subject.Mainline(repository)))));
    }

    /** Forgets what ended before, but never the newest of its kind. */
    public void forget(Instant before) {
        database.update(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from environment_delivery"
                    + " where updated_at < ? and stage = 'told' and id not in (select max(n.id) from"
                    + " environment_delivery n group by n.repository_id, n.environment, n.kind)")) {
                delete.setObject(1, timestamp(before));
                delete.executeUpdate();
            }
        });
    }

    /**
     * Makes an order, or finds one that asks for the same and was not settled at that time. The repository is locked by the
     * caller, so that of many who ask at once one makes it.
     *
     * @return the delivery's id
     */
    long join(Connection connection, Order order, SubjectId follower, Instant asked) throws SQLException {
        long id = 0;
        for (Delivery other : table.select(
                connection,
                OF_ENVIRONMENT + "and d.commit_id = ? and (d.ended_at is null or d.ended_at >= ?) order by d.id",
                order.repository().id(),
                order.environment().value(),
                order.commit().value(),
                timestamp(asked))) {
            if (id == 0 && other.order().asksTheSameAs(order)) {
                id = other.id();
            }
        }
        if (id == 0) {
            id = table.insert(connection, order);
        }
        table.follow(connection, id, follower);
        return id;
    }

    /** One at most. */
    List<Delivery> byId(Connection connection, long id) throws SQLException {
        return table.select(connection, "where d.id = ?", id);
    }

    private List<Delivery> select(String rest, Object... values) {
        return database.inTransaction(connection -> table.select(connection, rest, values));
    }

    private static Optional<Delivery> first(List<Delivery> found) {
        return found.stream().findFirst();
    }
}
