package io.github.ksailbot.sandbox.github.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All check runs of one App on one commit. */
public final class CheckSuite {

    public final long id;
    public final Repo repo;
    public final App app;
    public final String headSha;
    public final @Nullable String headBranch;
    public final @Nullable String before;
    public final Instant createdAt;
    public final List<CheckRun> runs = new ArrayList<>();
    public Instant updatedAt;

    public CheckSuite(
            long id,
            Repo repo,
            App app,
            String headSha,
            @Nullable String headBranch,
            @Nullable String before,
            Instant now) {
        this.id = id;
        this.repo = repo;
        this.app = app;
        this.headSha = headSha;
        this.headBranch = headBranch;
        this.before = before;
        this.createdAt = now;
        this.updatedAt = now;
    }

    public String status() {
        if (runs.isEmpty()) {
            return "queued";
        }
        if (runs.stream().allMatch(run -> "completed".equals(run.status))) {
            return "completed";
        }
        return runs.stream().allMatch(run -> "queued".equals(run.status)) ? "queued" : "in_progress";
    }

    /** The worst of its runs, null while one is not completed. */
    public @Nullable String conclusion() {
        if (!"completed".equals(status())) {
            return null;
        }
        for (String worst : List.of("failure", "timed_out", "cancelled", "action_required", "stale", "success")) {
            if (runs.stream().anyMatch(run -> worst.equals(run.conclusion))) {
                return worst;
            }
        }
        return runs.get(0).conclusion;
    }
}
