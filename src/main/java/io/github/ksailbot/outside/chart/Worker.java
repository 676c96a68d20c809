package io.github.ksailbot.outside.chart;

import io.github.ksailbot.outside.chart.worker.Answer;
import io.github.ksailbot.outside.chart.worker.Order;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A child process that renders one chart after the other. Used by one thread at a time. */
final class Worker implements AutoCloseable {
    private final Path home;
    private final Process process;
    private final InputStream answers;
    private final Watchdog watchdog;
    private final WorkerLimits limits;
    private int renders;
    private boolean isBroken;

    private Worker(Path home, Process process, Watchdog watchdog, WorkerLimits limits) {
        this.home = home;
        this.process = process;
        this.answers = new BufferedInputStream(process.getInputStream());
        this.watchdog = watchdog;
        this.limits = limits;
    }

    /** @throws WorkerException when it does not start, or not in time */
    static Worker start(WorkFolder folder, WorkerLimits limits, Watchdog watchdog) throws WorkerException {
        Path home = null;
        try {
            home = folder.worker();
            Worker worker = new Worker(home, WorkerCommand.start(home, limits), watchdog, limits);
            try {
                worker.ready();
            } catch (WorkerException e) {
                worker.close();
                throw e;
            }
            return worker;
        } catch (IOException e) {
            if (home != null) {
                Folders.delete(home);
            }
            throw new WorkerException("it cannot be started: " + e.getMessage(), e);
        }
    }

    private void ready() throws WorkerException {
        Answer answer = await(null, limits.start());
        if (answer.state() != Answer.State.READY) {
            throw new WorkerException("it does not say that it is there", null);
        }
    }

    /** A directory of its own for one chart; the caller deletes it. */
    Path folder() throws IOException {
        return Files.createTempDirectory(home, "chart");
    }

    /** @throws WorkerException when it had to be ended, or ended; it is of no more use then */
    Answer render(Order order, Duration time) throws WorkerException {
        renders++;
        return await(order, time);
    }

    private Answer await(@Nullable Order order, Duration time) throws WorkerException {
        try (Watchdog.Watch watch = watchdog.watch(process, time, limits.memory())) {
            try {
                if (order != null) {
                    order.writeTo(process.getOutputStream());
                }
                return Answer.readFrom(answers, limits.output() + (1 << 16));
            } catch (IOException e) {
                isBroken = true;
                throw new WorkerException(watch.reason().orElse("the process that renders charts ended"), e);
            }
        }
    }

    /** Whether it can render more, and still should. */
    boolean isFit() {
        return !isBroken && process.isAlive() && renders < limits.renders();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the process at once, and removes what it had on disk. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(home);
    }
}
