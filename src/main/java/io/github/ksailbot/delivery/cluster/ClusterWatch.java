package io.github.ksailbot.delivery.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Objects of some kinds, kept up to date by watches. Belongs to one thread. */
public final class ClusterWatch implements AutoCloseable {
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final List<WatchedType> types;

    /**
     * @param resync from one complete list to the next
     * @param namespace empty for all
     */
    public ClusterWatch(ClusterApi api, Clock clock, Duration resync, String namespace, List<ResourceType> types) {
        this.types = types.stream()
                .map(type -> new WatchedType(api, type, namespace, clock, resync, events::add))
                .toList();
    }

    /** In the order in which they were asked for. */
    public List<WatchedType> types() {
        return types;
    }

    /**
     * Waits until something has happened, but not longer; takes in all that has.
     *
     * @return whether anything had
     */
    public boolean await(Duration longest) throws InterruptedException {
        Runnable first = events.poll(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS);
        if (first == null) {
            return false;
        }
        for (Runnable event = first; event != null; event = events.poll()) {
            event.run();
        }
        return true;
    }

    @Override
    public void close() {
        types.forEach(WatchedType::close);
    }
}
