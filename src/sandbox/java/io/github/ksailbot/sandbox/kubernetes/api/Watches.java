package io.github.ksailbot.sandbox.kubernetes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.store.Change;
import io.github.ksailbot.sandbox.kubernetes.store.ObjectStore;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Open watches; each holds the thread of its request. */
public final class Watches {
    private static final Duration NAP = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong bookmarks = new AtomicLong();
    private final AtomicLong closings = new AtomicLong();
    private final AtomicLong breaks = new AtomicLong();

    public Watches(ObjectStore store) {
        this.store = store;
    }

    /** How many are open now. */
    public int open() {
        return open.get();
    }

    /** Sends a bookmark to all who want them. */
    public void bookmark() {
        bookmarks.incrementAndGet();
        store.wake();
    }

    /** Ends all open watches in good order, as a server does after some minutes. */
    public void close() {
        closings.incrementAndGet();
        store.wake();
    }

    /** Breaks the connections of all open watches. */
    public void abort() {
        breaks.incrementAndGet();
        store.wake();
    }

    /**
     * @param from a resource version; empty or 0 to hear of what is there first
     * @param timeout zero for none
     */
    record Wish(
            Target target, Selection selection, String from, boolean bookmarks, boolean initial, Duration timeout) {}

    /** Writes events until the watch ends. @return whether the connection must be broken now */
    boolean serve(Wish wish, OutputStream out) throws IOException, InterruptedException {
        open.incrementAndGet();
        try {
            return new Stream(wish, out).run();
        } finally {
            open.decrementAndGet();
        }
    }

    private final class Stream {
        private final Wish wish;
        private final OutputStream out;
        private final long closingsBefore = closings.get();
        private final long breaksBefore = breaks.get();
        private long bookmarksBefore = bookmarks.get();
        private long at;

        Stream(Wish wish, OutputStream out) {
            this.wish = wish;
            this.out = out;
        }

        boolean run() throws IOException, InterruptedException {
            long deadline = System.nanoTime() + wish.timeout().toNanos();
            if (!begin()) {
                return false;
            }
            out.flush();
            while (true) {
                for (Change change : store.since(at)) {
                    send(change);
                    at = change.revision();
                }
                long asked = bookmarks.get();
                if (wish.bookmarks() && asked > bookmarksBefore) {
                    bookmark(false);
                }
                bookmarksBefore = asked;
                out.flush();
                if (breaks.get() > breaksBefore) {
                    return true;
                }
                boolean over = !wish.timeout().isZero() && System.nanoTime() >= deadline;
                if (over || closings.get() > closingsBefore) {
                    return false;
                }
                sleep(deadline);
            }
        }

        private void sleep(long deadline) throws InterruptedException {
            Duration left = wish.timeout().isZero() ? NAP : Duration.ofNanos(deadline - System.nanoTime());
            synchronized (store) {
                boolean woken = bookmarks.get() > bookmarksBefore
                        || closings.get() > closingsBefore
                        || breaks.get() > breaksBefore;
                if (!woken) {
                    store.await(at, left.compareTo(NAP) < 0 ? left : NAP);
                }
            }
        }

        private boolean begin() throws IOException {
            boolean fresh = wish.from().isEmpty() || "0".equals(wish.from()) || wish.initial();
            List<ObjectNode> present = new ArrayList<>();
            boolean known = store.locked(() -> {
                at = fresh ? store.revision() : revision(wish.from());
                if (fresh) {
                    store.list(wish.target().kind(), wish.target().namespace()).stream()
                            .filter(wish.selection())
                            .forEach(present::add);
                }
                return fresh || at >= store.compacted();
            });
            if (!known) {
                String message = "too old resource version: %s (%d)".formatted(wish.from(), store.compacted());
                write("ERROR", StatusError.expired(message).body());
                return false;
            }
            for (ObjectNode object : present) {
                write("ADDED", Versions.as(wish.target(), object));
            }
            if (wish.initial()) {
                bookmark(true);
            }
            return true;
        }

        private void send(Change change) throws IOException {
            Target target = wish.target();
            boolean elsewhere = !change.key().is(target.kind())
                    || (!target.namespace().isEmpty()
                            && !target.namespace().equals(change.key().namespace()));
            if (elsewhere) {
                return;
            }
            ObjectNode before = change.before();
            ObjectNode after = change.after();
            boolean was = before != null && wish.selection().test(before);
            boolean is = after != null && wish.selection().test(after);
            if (is && after != null) {
                write(was ? "MODIFIED" : "ADDED", Versions.as(target, after));
            } else if (was && before != null) {
                ObjectNode last = (after == null ? before : after).deepCopy();
                last.withObject("/metadata").put("resourceVersion", Long.toString(change.revision()));
                write("DELETED", Versions.as(target, last));
            }
        }

        private void bookmark(boolean initial) throws IOException {
            Target target = wish.target();
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("kind", target.kind().kind())
                    .put("apiVersion", target.kind().apiVersion(target.version()));
            ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(at));
            if (initial) {
                metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
            }
            write("BOOKMARK", object);
        }

        private void write(String type, ObjectNode object) throws IOException {
            ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
            event.set("object", object);
            out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static long revision(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw StatusError.badRequest("Invalid value: \"%s\": a resource version is a number".formatted(text));
        }
    }
}
