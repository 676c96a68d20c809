package io.github.ksailbot.delivery.reconcile;

import java.util.List;

/** Tells only what is not what was told last. */
public final class ChangedProgress implements Progress {
    private final Progress progress;
    private String told = "";
    private List<ResourceState> resources = List.of();

    public ChangedProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void report(String doing, List<ResourceState> now) {
        if (!doing.equals(told) || !now.equals(resources)) {
            told = doing;
            resources = now;
            progress.report(doing, now);
        }
    }

    /** As they were told last. */
    public List<ResourceState> resources() {
        return resources;
    }
}
