package io.github.ksailbot.delivery.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind, kept up to date: listed once, then watched. A watch that ends goes on where it was; one whose
 * history is forgotten begins with a new list. In case a watch falls silent, everything is listed again from time to time.
 *
 * <p>Not for several threads: events of watches come through the sink, whose owner hands them to {@link #accept}.
 */
public final class WatchedType implements AutoCloseable {
    private static final Duration FIRST_REST = Duration.ofMillis(100);
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private final ClusterApi api;
    private final ResourceType type;
    private final Clock clock;
    private final Duration resync;
    private final Consumer<Runnable> sink;
    private final Map<ObjectRef, KubernetesObject> objects = new TreeMap<>();
    private String namespace;
    private String resourceVersion = "";
    private boolean served = true;
    private int epoch;
    private @Nullable ApiException failure;
    private int failures;
    private Instant due = Instant.MIN;
    private Instant resyncAt = Instant.MIN;
    private ClusterApi.@Nullable Watch watch;

    /**
     * @param namespace empty for all; where that is forbidden, {@link #narrow} says what to fall back to
     * @param sink takes what is to be done on the owner's thread; called from others
     */
    public WatchedType(
            ClusterApi api,
            ResourceType type,
            String namespace,
            Clock clock,
            Duration resync,
            Consumer<Runnable> sink) {
        this.api = api;
        this.type = type;
        this.namespace = namespace;
        this.clock = clock;
        this.resync = resync;
        this.sink = sink;
    }

    public ResourceType type() {
        return type;
    }

    /** By namespace and name. */
    public Collection<KubernetesObject> objects() {
        return objects.values();
    }

    /** Whether the cluster knows the kind at all. */
    public boolean isServed() {
        return served;
    }

    /** Empty for all. */
    public String namespace() {
        return namespace;
    }

    /** From now on in one namespace alone. */
    public void narrow(String to) {
        namespace = to;
        resourceVersion = "";
        failure = null;
        due = Instant.MIN;
    }

    /** Does what is due: a list, or a watch that must start again. To be called often. */
    public void refresh() throws ApiException {
        Instant now = clock.instant();
        if (resourceVersion.isEmpty() || !now.isBefore(resyncAt)) {
            if (!now.isBefore(due)) {
                list(now);
            } else if (failure != null) {
                // What could not be listed is not nothing.
                throw failure;
            }
        } else if (watch == null && !now.isBefore(due)) {
            start();
        }
    }

    private void list(Instant now) throws ApiException {
        stop();
        try {
            ObjectList list = api.list(type, namespace);
            objects.clear();
            list.items().forEach(object -> objects.put(object.ref(), object));
            resourceVersion = list.resourceVersion();
            served = true;
            failures = 0;
            failure = null;
            resyncAt = now.plus(resync);
            start();
        } catch (ApiException e) {
            if (e.isNotFound()) {
                served = false;
                failure = null;
                objects.clear();
                // not an error: the kind may be installed by what is delivered
                resourceVersion = "";
                due = now.plus(Duration.ofSeconds(5));
                return;
            }
            resourceVersion = "";
            failure = e;
            rest(now);
            throw e;
        }
    }

    private void start() {
        int current = ++epoch;
        watch = api.watch(type, namespace, resourceVersion, event -> sink.accept(() -> accept(current, event)));
    }

    private void accept(int from, WatchEvent event) {
        if (from != epoch) {
            return;
        }
        if (event instanceof WatchEvent.Changed changed) {
            failures = 0;
            advance(changed.object().resourceVersion());
            objects.put(changed.object().ref(), changed.object());
        } else if (event instanceof WatchEvent.Deleted deleted) {
            failures = 0;
            advance(deleted.object().resourceVersion());
            objects.remove(deleted.object().ref());
        } else if (event instanceof WatchEvent.Bookmark bookmark) {
            failures = 0;
            advance(bookmark.resourceVersion());
        } else if (event instanceof WatchEvent.Ended ended) {
            stop();
            if (ended.failure().status() != ApiException.NO_ANSWER
                    && ended.failure().status() != 429) {
                // forgotten history, or anything that a list will say better
                resourceVersion = "";
            }
            rest(clock.instant());
        }
    }

    private void advance(String version) {
        if (!version.isEmpty()) {
            resourceVersion = version;
        }
    }

    private void rest(Instant now) {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(failures, 10));
        // the first end of a watch is nothing unusual: servers end them every few minutes
        due = failures == 0 ? now : now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
        failures++;
    }

    private void stop() {
        epoch++;
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
