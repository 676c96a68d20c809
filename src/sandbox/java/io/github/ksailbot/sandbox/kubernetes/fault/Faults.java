package io.github.ksailbot.sandbox.kubernetes.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The faults that are still to come, each for requests that fit. */
public final class Faults {
    private final List<Order> orders = new ArrayList<>();
    private CountDownLatch gate = new CountDownLatch(1);

    private static final class Order {
        final String method;
        final Pattern target;
        final BooleanSupplier when;
        final Fault fault;
        int left;

        Order(String method, Pattern target, BooleanSupplier when, Fault fault, int left) {
            this.method = method;
            this.target = target;
            this.when = when;
            this.fault = fault;
            this.left = left;
        }
    }

    /** The next request that fits. @see #next(String, String, int, Fault) */
    public void next(String method, String target, Fault fault) {
        next(method, target, 1, fault);
    }

    /**
     * The next requests that fit.
     *
     * @param method of HTTP; empty for any
     * @param target a regular expression that path and query must have somewhere
     */
    public synchronized void next(String method, String target, int times, Fault fault) {
        orders.add(new Order(method, Pattern.compile(target), () -> true, fault, times));
    }

    /** The next request that fits and comes when something is true, which is asked when it comes. */
    public synchronized void next(String method, String target, BooleanSupplier when, Fault fault) {
        orders.add(new Order(method, Pattern.compile(target), when, fault, 1));
    }

    public synchronized void clear() {
        orders.clear();
        letGo();
    }

    public synchronized @Nullable Fault take(String method, String target) {
        Iterator<Order> all = orders.iterator();
        while (all.hasNext()) {
            Order order = all.next();
            if ((order.method.isEmpty() || order.method.equals(method))
                    && order.target.matcher(target).find()
                    && order.when.getAsBoolean()) {
                order.left--;
                if (order.left <= 0) {
                    all.remove();
                }
                return order.fault;
            }
        }
        return null;
    }

    /** Lets the answers go that are held. */
    public synchronized void letGo() {
        gate.countDown();
        gate = new CountDownLatch(1);
    }

    /** Waits until {@link #letGo}. */
    public void hold() throws InterruptedException {
        CountDownLatch mine;
        synchronized (this) {
            mine = gate;
        }
        mine.await();
    }
}
