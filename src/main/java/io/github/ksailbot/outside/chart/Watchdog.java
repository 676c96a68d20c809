package io.github.ksailbot.outside.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills processes that take too long or too much memory. What a process takes is read from {@code /proc}; where there is none,
 * only the time counts.
 */
final class Watchdog implements AutoCloseable {
    private static final long PERIOD_MILLIS = 20;

    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "chart-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    /** Watches a process until the watch is closed. */
    Watch watch(Process process, Duration time, long memory) {
        Watch watch = new Watch(process, time, memory);
        watch.rounds = rounds.scheduleWithFixedDelay(watch::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** One process while it does one thing. */
    static final class Watch implements AutoCloseable {
        private final Process process;
        private final Duration time;
        private final long memory;
        private final long begin = System.nanoTime();
        private @Nullable Future<?> rounds;
        private volatile String reason = "";

        private Watch(Process process, Duration time, long memory) {
            this.process = process;
            this.time = time;
            this.memory = memory;
        }

        private void look() {
            if (!reason.isEmpty()) {
                return;
            }
            if (System.nanoTime() - begin > time.toNanos()) {
                kill("it took more than " + time.toSeconds() + " s");
            } else if (resident(process.pid()) > memory) {
                kill("it took more than " + (memory >> 20) + " MiB of memory");
            }
        }

        private void kill(String why) {
            reason = why;
            process.destroyForcibly();
        }

        /** Why the process was killed; empty when it was not. */
        Optional<String> reason() {
            return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
        }

        @Override
        public void close() {
            Future<?> future = rounds;
            if (future != null) {
                future.cancel(false);
            }
        }
    }

    /** Bytes of memory that a process has; 0 where that is not known. */
    static long resident(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
        return 0;
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
