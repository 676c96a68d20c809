package io.github.ksailbot.outside.chart;

import io.github.ksailbot.engine.helm.template.ChartRenderer.Extent;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.Rendering;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The open budgets of each thread: what is left of them, and which charts were beyond their own limits within them. */
final class Spending {
    private final TimeBudgets budgets;
    private final LongSupplier nanoTime;

    /** Innermost first. */
    private final ThreadLocal<Deque<Account>> open = ThreadLocal.withInitial(ArrayDeque::new);

    private record Tried(String chart, String values) {}

    private static final class Account {
        private final Extent extent;
        private final Duration all;
        private final Map<Tried, Rendering.Failure> failures = new HashMap<>();
        private long left;

        Account(Extent extent, Duration all) {
            this.extent = extent;
            this.all = all;
            this.left = all.toNanos();
        }

        String spent() {
            return "the %d s for all charts of %s are spent"
                    .formatted(all.toSeconds(), extent == Extent.VERDICT ? "one verdict" : "one environment");
        }
    }

    /** @param nanoTime as {@link System#nanoTime} */
    Spending(TimeBudgets budgets, LongSupplier nanoTime) {
        this.budgets = budgets;
        this.nanoTime = nanoTime;
    }

    <T> T within(Extent extent, Supplier<T> work) {
        Deque<Account> accounts = open.get();
        accounts.push(new Account(extent, extent == Extent.VERDICT ? budgets.verdict() : budgets.environment()));
        try {
            return work.get();
        } finally {
            accounts.pop();
            if (accounts.isEmpty()) {
                open.remove();
            }
        }
    }

    /** What one chart may still take, and at most so much. */
    Duration left(Duration most) {
        long left = most.toNanos();
        for (Account account : open.get()) {
            left = Math.min(left, account.left);
        }
        return Duration.ofNanos(Math.max(0, left));
    }

    /** Which budget is spent, as half a sentence; empty when none is. */
    Optional<String> spent() {
        return open.get().stream()
                .filter(account -> account.left <= 0)
                .findFirst()
                .map(Account::spent);
    }

    /** Counts the time that work takes. */
    <T> T counted(Supplier<T> work) {
        long begin = nanoTime.getAsLong();
        try {
            return work.get();
        } finally {
            long taken = nanoTime.getAsLong() - begin;
            open.get().forEach(account -> account.left -= taken);
        }
    }

    /** What a chart with these values failed with before, beyond a limit of its own; null when it was not tried. */
    Rendering.@Nullable Failure known(RenderRequest request) {
        Account outermost = open.get().peekLast();
        return outermost == null ? null : outermost.failures.get(tried(request));
    }

    void remember(RenderRequest request, Rendering.Failure failure) {
        Account outermost = open.get().peekLast();
        if (outermost != null) {
            outermost.failures.put(tried(request), failure);
        }
    }

    private static Tried tried(RenderRequest request) {
        return new Tried(request.chart().digest(), request.values());
    }
}
