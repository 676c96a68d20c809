package io.github.ksailbot.sandbox.github.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts requests as GitHub does: a budget an hour for each caller, and if wanted the secondary limits, which look at
 * the last minute.
 */
public final class RateLimits {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Points a minute that one caller has; a read costs one, a write five. */
    private static final int POINTS = 900;

    private static final int WRITE_COST = 5;

    /** Writes of content (comments, pull requests) a minute. */
    private static final int CONTENT = 80;

    private final Clock clock;
    private final Map<String, Window> windows = new HashMap<>();
    private final Map<String, Deque<Spent>> recent = new HashMap<>();
    private volatile int budget;
    private volatile boolean secondary;

    public RateLimits(Clock clock, int budget, boolean secondary) {
        this.clock = clock;
        this.budget = budget;
        this.secondary = secondary;
    }

    /** Requests an hour; for windows that begin from now on. */
    public void budget(int requests) {
        budget = requests;
    }

    /** Whether the secondary limits are enforced. */
    public void secondary(boolean enforced) {
        secondary = enforced;
    }

    /** What a caller has left until when. */
    record State(int limit, int used, long resetsAt) {

        int remaining() {
            return Math.max(0, limit - used);
        }

        Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-RateLimit-Limit", Integer.toString(limit));
            headers.put("X-RateLimit-Remaining", Integer.toString(remaining()));
            headers.put("X-RateLimit-Used", Integer.toString(used));
            headers.put("X-RateLimit-Reset", Long.toString(resetsAt));
            headers.put("X-RateLimit-Resource", "core");
            return headers;
        }
    }

    synchronized State state(Actor actor) {
        return window(key(actor)).state();
    }

    /** @throws ApiError 403 if nothing is left */
    synchronized void spend(Actor actor, String method, boolean content) {
        Window window = window(key(actor));
        if (window.used >= window.limit) {
            throw exceeded(actor);
        }
        window.used++;
        if (secondary) {
            spendPoints(key(actor), method, content);
        }
    }

    /** For an answer of 304, which costs nothing. */
    synchronized void giveBack(Actor actor) {
        window(key(actor)).used--;
    }

    static ApiError exceeded(Actor actor) {
        return ApiError.of(
                403, "API rate limit exceeded for " + actor.label().replace("installation ", "installation ID ") + ".");
    }

    static ApiError exceededSecondary(long retryAfter) {
        return ApiError.of(
                403,
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
                Map.of("Retry-After", Long.toString(retryAfter)));
    }

    private void spendPoints(String key, String method, boolean content) {
        Instant now = clock.instant();
        Deque<Spent> spent = recent.computeIfAbsent(key, absent -> new ArrayDeque<>());
        while (!spent.isEmpty() && spent.peek().at().plus(MINUTE).isBefore(now)) {
            spent.poll();
        }
        int points = spent.stream().mapToInt(Spent::points).sum();
        long contents = spent.stream().filter(Spent::content).count();
        int cost = "GET".equals(method) ? 1 : WRITE_COST;
        if (points + cost > POINTS || (content && contents >= CONTENT)) {
            throw exceededSecondary(MINUTE.toSeconds());
        }
        spent.add(new Spent(now, cost, content));
    }

    private Window window(String key) {
        Instant now = clock.instant();
        Window window = windows.get(key);
        if (window == null || !window.resetsAt.isAfter(now)) {
            window = new Window(budget, now.plus(WINDOW));
            windows.put(key, window);
        }
        return window;
    }

    private static String key(Actor actor) {
        return actor.label();
    }

    private record Spent(Instant at, int points, boolean content) {}

    private static final class Window {

        private final int limit;
        private final Instant resetsAt;
        private int used;

        Window(int limit, Instant resetsAt) {
            this.limit = limit;
            this.resetsAt = resetsAt;
        }

        State state() {
            return new State(limit, used, resetsAt.getEpochSecond());
        }
    }
}
