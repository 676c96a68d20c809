package io.github.ksailbot.sandbox.github.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pull request. */
public final class Pull {

    public final long id;
    public final int number;
    public final Repo repo;
    public final Account author;
    /** Where its branch lives: the repository itself or a fork; null when the fork was deleted. */
    public @Nullable Repo headRepo;

    public final String headRef;
    public String headSha;
    public String baseRef;
    public String baseSha;
    public String title;
    public String body;
    public boolean draft;
    public boolean closed;
    /** Null while merging was not tried. */
    public @Nullable Boolean mergeable;
    /** The test merge while open, the real one once merged. */
    public @Nullable String mergeCommitSha;

    public @Nullable Account mergedBy;
    public final Instant createdAt;
    public Instant updatedAt;
    public @Nullable Instant closedAt;
    public @Nullable Instant mergedAt;
    public final List<Comment> comments = new ArrayList<>();

    public Pull(
            long id,
            int number,
            Repo repo,
            Account author,
            Side head,
            Side base,
            String title,
            String body,
            Instant now) {
        this.id = id;
        this.number = number;
        this.repo = repo;
        this.author = author;
        this.headRepo = head.repo();
        this.headRef = head.ref();
        this.headSha = head.sha();
        this.baseRef = base.ref();
        this.baseSha = base.sha();
        this.title = title;
        this.body = body;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** One end of a pull request. */
    public record Side(Repo repo, String ref, String sha) {}

    public boolean merged() {
        return mergedAt != null;
    }

    public boolean fromFork() {
        return headRepo == null || headRepo.id != repo.id;
    }
}
