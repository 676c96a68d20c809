package io.github.ksailbot.sandbox.kubernetes.controller;

import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.store.Change;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.ObjectStore;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets controllers work. Time is that of the clock: a test says when a step is taken, and nothing sleeps; or a thread of
 * its own takes the steps as they come due.
 */
public final class ControllerManager implements AutoCloseable {
    private static final int MANY = 100_000;

    private final ObjectStore store;
    private final Clock clock;
    private final List<Controller> controllers = new ArrayList<>();
    private final Map<Subject, Work> due = new LinkedHashMap<>();
    private final Set<Subject> disturbed = new LinkedHashSet<>();
    private long seen;
    private volatile @Nullable Thread thread;

    private record Subject(Controller controller, Key key) {}

    /** @param step null to begin */
    private record Work(Next.@Nullable Step step, Instant at) {}

    public ControllerManager(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public synchronized void add(Controller controller) {
        controllers.add(controller);
        lookAt(controller);
    }

    /** Everything is looked at once, as by controllers that have just been started. */
    public synchronized void lookAgain() {
        controllers.forEach(this::lookAt);
        store.wake();
    }

    /** What is there already is new to a controller that begins. */
    private void lookAt(Controller controller) {
        store.all().forEach((key, object) -> wake(controller, new Change(0, key, null, object)));
    }

    /** Takes every step that is due now, one for each object. @return whether there was any */
    public synchronized boolean tick() {
        notice();
        Instant now = clock.instant();
        List<Map.Entry<Subject, Work>> ready = due.entrySet().stream()
                .filter(entry -> !entry.getValue().at().isAfter(now))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
        for (Map.Entry<Subject, Work> entry : ready) {
            due.remove(entry.getKey());
            take(entry.getKey(), entry.getValue());
            notice();
        }
        return !ready.isEmpty();
    }

    /** Takes steps until nothing is due at this moment. */
    public synchronized void settle() {
        for (int i = 0; tick(); i++) {
            if (i > MANY) {
                throw new IllegalStateException("controllers never come to rest: " + due.keySet());
            }
        }
    }

    /** Lets time pass, and takes the steps in it, each at its moment. */
    public synchronized void pass(SettableClock time, Duration duration) {
        Instant end = time.instant().plus(duration);
        settle();
        for (Optional<Instant> at = next(); at.isPresent() && !at.get().isAfter(end); at = next()) {
            time.set(at.get());
            settle();
        }
        time.set(end);
    }

    private Optional<Instant> next() {
        return due.values().stream().map(Work::at).min(Comparator.naturalOrder());
    }

    private void take(Subject subject, Work work) {
        Next next;
        try {
            next = work.step() == null
                    ? subject.controller().begin(subject.key())
                    : work.step().run();
        } catch (StatusError error) {
            // It was changed or deleted under the controller's hands: look again.
            next = error.code() == 404 ? Next.idle() : Next.again(Duration.ofSeconds(1));
        }
        boolean done = next.step() == null;
        if (done && disturbed.remove(subject)) {
            next = Next.again(Duration.ZERO);
        }
        if (next.after() != null) {
            due.put(subject, new Work(next.step(), clock.instant().plus(next.after())));
        }
    }

    private void notice() {
        List<Change> changes = store.since(seen);
        for (Change change : changes) {
            controllers.forEach(controller -> wake(controller, change));
            seen = change.revision();
        }
    }

    private void wake(Controller controller, Change change) {
        for (Key key : controller.wokenBy(change)) {
            Subject subject = new Subject(controller, key);
            Work work = due.get(subject);
            if (work != null && work.step() != null) {
                disturbed.add(subject);
            } else {
                due.put(subject, new Work(null, clock.instant()));
            }
        }
    }

    /** Works in a thread of its own until it is closed; for a clock that runs. */
    public synchronized void start() {
        Thread worker = new Thread(this::work, "sandbox-controllers");
        worker.setDaemon(true);
        thread = worker;
        worker.start();
    }

    private void work() {
        try {
            while (thread == Thread.currentThread()) {
                settle();
                Duration pause = Duration.ofSeconds(1);
                long at;
                synchronized (this) {
                    at = seen;
                    Optional<Instant> next = next();
                    if (next.isPresent()) {
                        Duration until = Duration.between(clock.instant(), next.get());
                        pause = until.compareTo(pause) < 0 ? until : pause;
                    }
                }
                store.await(at, pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread = null;
        store.wake();
    }
}
