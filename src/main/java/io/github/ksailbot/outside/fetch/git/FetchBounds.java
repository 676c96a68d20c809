package io.github.ksailbot.outside.fetch.git;

import io.github.ksailbot.outside.fetch.net.FetchLimits;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Ends a fetch that brings too many objects. */
final class FetchBounds implements ProgressMonitor {
    private final FetchLimits limits;
    private final long deadline;
    private volatile boolean isOver;

    FetchBounds(FetchLimits limits) {
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    /** Whether there were too many. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public void start(int totalTasks) {
        // The number of tasks says nothing.
    }

    /** Our own tasks count objects or deltas, no more of either than of objects; the server's may count anything. */
    @Override
    public void beginTask(String title, int totalWork) {
        isOver |= totalWork > limits.objects() && !title.startsWith("remote: ");
    }

    @Override
    public void update(int completed) {
        // Only the total counts.
    }

    @Override
    public void endTask() {
        // The next task begins by itself.
    }

    @Override
    public boolean isCancelled() {
        return isOver || System.nanoTime() - deadline > 0;
    }

    @Override
    public void showDuration(boolean enabled) {
        // Nobody watches.
    }
}
