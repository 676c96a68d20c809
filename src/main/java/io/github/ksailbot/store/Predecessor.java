package io.github.ksailbot.store;

import java.sql.PreparedStatement;
import java.time.Clock;

/** What a process that died left behind. */
public final class Predecessor {
    private Predecessor() {}

    /**
     * Frees the jobs and registries that the last process held, so that their work goes on at once. Only right where no other process can be
     * running: with the embedded database, which is locked by the one that has it open.
     */
    public static void release(Database database, Clock clock) {
        database.update(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update scheduled_tasks set picked = false,"
                    + " picked_by = null, last_heartbeat = null, execution_time = ?, version = version + 1"
                    + " where picked")) {
                update.setObject(1, Database.timestamp(clock.instant()));
                update.executeUpdate();
            }
            try (PreparedStatement update = connection.prepareStatement("update registry_lease set holder = ''")) {
                update.executeUpdate();
            }
        });
    }
}
