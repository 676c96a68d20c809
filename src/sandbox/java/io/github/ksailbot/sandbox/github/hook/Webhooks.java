package io.github.ksailbot.sandbox.github.hook;

import io.github.ksailbot.sandbox.github.model.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks: sent one after another by a thread of its own, or held until a test says so; a log of all attempts, and
 * the mishaps of the real one (loss, repetition, disorder) on demand.
 */
public final class Webhooks implements AutoCloseable {

    private final Ids ids;
    private final Clock clock;
    private final Sender sender;
    private final Thread thread;
    private final Deque<Delivery> pending = new ArrayDeque<>();
    private final TreeMap<Long, Delivery> log = new TreeMap<>();
    private final List<Predicate<Delivery>> dropping = new ArrayList<>();
    private final List<Predicate<Delivery>> doubling = new ArrayList<>();
    private boolean held;
    private boolean closed;
    private int inFlight;

    /** @param timeout how long an answer may take; GitHub waits 10 seconds */
    public Webhooks(Ids ids, Clock clock, Duration timeout) {
        this.ids = ids;
        this.clock = clock;
        this.sender = new Sender(clock, timeout);
        this.thread = new Thread(this::run, "sandbox-webhooks");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void add(Delivery delivery) {
        log.put(delivery.id(), delivery);
        if (once(dropping, delivery)) {
            log.put(delivery.id(), delivery.with(lost()));
            return;
        }
        pending.add(delivery);
        if (once(doubling, delivery)) {
            Delivery again = delivery.again(ids.next(), clock.instant());
            log.put(again.id(), again);
            pending.add(again);
        }
        notifyAll();
    }

    /** From now on events wait for {@link #deliverPending} or {@link #release}. */
    public synchronized void hold() {
        held = true;
    }

    /** Sends what waits, and everything after it, automatically. */
    public synchronized void release() {
        held = false;
        notifyAll();
    }

    /** What is not sent yet, in the order in which it will be. */
    public synchronized List<Delivery> pending() {
        return List.copyOf(pending);
    }

    /** Changes what waits: its order, or what of it there is. Only useful while events are held. */
    public synchronized void rearrange(UnaryOperator<List<Delivery>> change) {
        List<Delivery> changed = change.apply(new ArrayList<>(pending));
        pending.clear();
        pending.addAll(changed);
    }

    /** The last becomes the first. */
    public void reversePending() {
        rearrange(waiting -> {
            Collections.reverse(waiting);
            return waiting;
        });
    }

    /** The next event that matches is never sent; the log has it as failed, so that it can be redelivered. */
    public synchronized void dropNext(Predicate<Delivery> matching) {
        dropping.add(matching);
    }

    /** The next event that matches is sent twice. */
    public synchronized void duplicateNext(Predicate<Delivery> matching) {
        doubling.add(matching);
    }

    /** Sends in the caller's thread what waits, and what that brings about, one after another. */
    public List<Delivery> deliverPending() {
        List<Delivery> sent = new ArrayList<>();
        for (Delivery next = take(); next != null; next = take()) {
            sent.add(finish(next, sender.send(next)));
        }
        return sent;
    }

    /** Every attempt so far, oldest first; those without an outcome are on their way. */
    public synchronized List<Delivery> log() {
        return List.copyOf(log.values());
    }

    /** The attempts of one kind, such as {@code pull_request.opened}, oldest first. */
    public List<Delivery> log(String kind) {
        return log().stream().filter(delivery -> delivery.kind().equals(kind)).toList();
    }

    public synchronized @Nullable Delivery find(long id) {
        return log.get(id);
    }

    /** Sends an event again, under its own GUID. */
    public synchronized Delivery redeliver(long id) {
        Delivery first = log.get(id);
        if (first == null) {
            throw new IllegalArgumentException("no delivery " + id);
        }
        Delivery again = first.again(ids.next(), clock.instant());
        log.put(again.id(), again);
        pending.add(again);
        notifyAll();
        return again;
    }

    /** Waits until nothing is held back or on its way. @return whether that was so in time */
    public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (inFlight > 0 || !pending.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** The headers that go with a delivery, signatures included. */
    public static Map<String, String> headers(Delivery delivery) {
        return Sender.headers(delivery);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        thread.interrupt();
    }

    private void run() {
        try {
            for (Delivery next = await(); next != null; next = await()) {
                finish(next, sender.send(next));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Delivery await() throws InterruptedException {
        while (!closed && (held || pending.isEmpty())) {
            wait();
        }
        return closed ? null : take();
    }

    private synchronized @Nullable Delivery take() {
        Delivery next = pending.poll();
        if (next != null) {
            inFlight++;
        }
        return next;
    }

    private synchronized Delivery finish(Delivery delivery, Delivery.Outcome outcome) {
        Delivery ended = delivery.with(outcome);
        log.put(ended.id(), ended);
        inFlight--;
        notifyAll();
        return ended;
    }

    private Delivery.Outcome lost() {
        return new Delivery.Outcome(0, "failed to connect to host", Duration.ZERO, clock.instant(), "");
    }

    private static boolean once(List<Predicate<Delivery>> rules, Delivery delivery) {
        for (Iterator<Predicate<Delivery>> each = rules.iterator(); each.hasNext(); ) {
            if (each.next().test(delivery)) {
                each.remove();
                return true;
            }
        }
        return false;
    }
}
