package io.github.ksailbot.store;

import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.deliver.RegistryLeases;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * {@link RegistryLeases} in the database: a row each, which a thread of this process keeps up, and which is free again a
 * minute after the last sign of it.
 */
public final class JdbcRegistryLeases implements RegistryLeases {
    private static final long KEEP_UP_SECONDS = 15;

    private final Database database;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "registry-leases");
        thread.setDaemon(true);
        return thread;
    });

    public JdbcRegistryLeases(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Lease> take(RepositoryRef repository, String place) {
        RegistryLease lease = new RegistryLease(database, repository.id(), place);
        if (!lease.take()) {
            return Optional.empty();
        }
        lease.keepUp(keeper.scheduleWithFixedDelay(lease::extend, KEEP_UP_SECONDS, KEEP_UP_SECONDS, TimeUnit.SECONDS));
        return Optional.of(lease);
    }
}
