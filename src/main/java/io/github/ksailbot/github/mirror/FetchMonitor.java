package io.github.ksailbot.github.mirror;

import org.eclipse.jgit.lib.ProgressMonitor;
import org.jspecify.annotations.Nullable;

/** Ends a fetch that takes too long or brings too many objects. */
final class FetchMonitor implements ProgressMonitor {
    private final long deadline;
    private final MirrorLimits limits;
    private volatile @Nullable String exceeded;

    FetchMonitor(MirrorLimits limits) {
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    /** Which limit; null when none was. */
    @Nullable String exceeded() {
        return exceeded;
    }

    @Override
    public void start(int totalTasks) {
        // The number of tasks says nothing.
    }

    @Override
    public void beginTask(String title, int totalWork) {
        // Every task counts objects, deltas or refs: no more of either than of objects.
        if (totalWork > limits.objects()) {
            exceeded = "it has more than " + limits.objects() + " objects";
        }
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
        if (exceeded == null && System.nanoTime() - deadline > 0) {
            exceeded = "it took longer than " + limits.time().toSeconds() + " seconds";
        }
        return exceeded != null;
    }

    @Override
    public void showDuration(boolean enabled) {
        // Nobody watches.
    }
}
