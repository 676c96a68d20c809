package io.github.ksailbot.store;

import io.agroal.api.AgroalDataSource;
import io.github.ksailbot.config.BotSettings;
import io.github.ksailbot.workflow.VerdictLog;
import io.github.ksailbot.workflow.deliver.RegistryLeases;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the stores on the database that the settings name. */
final class StoreBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Database database(
            BotSettings settings,
            @DataSource("h2") Instance<AgroalDataSource> h2,
            @DataSource("postgresql") Instance<AgroalDataSource> postgresql) {
        // Looked up late: the data source that is not active cannot be made.
        return new Database(
                switch (settings.database()) {
                    case H2 -> h2.get();
                    case POSTGRESQL -> postgresql.get();
                });
    }

    @Produces
    @Singleton
    SubjectStore subjects(Database database, Clock clock) {
        return new SubjectStore(database, clock);
    }

    @Produces
    @Singleton
    DeliveryStore deliveries(Database database, SubjectStore subjects, Clock clock) {
        return new DeliveryStore(database, subjects, clock);
    }

    @Produces
    @Singleton
    VerdictLog verdicts(Database database, Clock clock) {
        return new JdbcVerdictLog(database, clock);
    }

    @Produces
    @Singleton
    JdbcDeliveryLog deliveryLog(Database database, SubjectStore subjects, Instance<Waker> waker, Clock clock) {
        return new JdbcDeliveryLog(database, subjects, wakeups -> waker.get().wake(wakeups), clock);
    }

    @Produces
    @Singleton
    RegistryLeases registryLeases(Database database) {
        return new JdbcRegistryLeases(database);
    }

    @Produces
    @Singleton
    JdbcRerunLog rerunLog(Database database) {
        return new JdbcRerunLog(database);
    }

    @Produces
    @Singleton
    JdbcCommandLog commandLog(
            Database database, SubjectStore subjects, JdbcDeliveryLog deliveries, Instance<Waker> waker) {
        return new JdbcCommandLog(
                database, subjects, deliveries, wakeups -> waker.get().wake(wakeups));
    }
}
