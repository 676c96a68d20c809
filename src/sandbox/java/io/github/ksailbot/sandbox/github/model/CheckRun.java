package io.github.ksailbot.sandbox.github.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check run. */
public final class CheckRun {

    public final long id;
    public final CheckSuite suite;
    public final String headSha;
    public final Instant createdAt;
    public final List<Annotation> annotations = new ArrayList<>();
    public String name;
    /** {@code queued}, {@code in_progress} or {@code completed}. */
    public String status = "queued";

    public @Nullable String conclusion;
    public @Nullable Instant startedAt;
    public @Nullable Instant completedAt;
    public @Nullable String externalId;
    public @Nullable String detailsUrl;
    public @Nullable String title;
    public @Nullable String summary;
    public @Nullable String text;

    public CheckRun(long id, CheckSuite suite, String name, Instant now) {
        this.id = id;
        this.suite = suite;
        this.headSha = suite.headSha;
        this.name = name;
        this.createdAt = now;
    }

    /** A remark on lines of a file, counted from 1; its level is {@code notice}, {@code warning} or {@code failure} */
    public record Annotation(
            String path,
            int startLine,
            int endLine,
            @Nullable Integer startColumn,
            @Nullable Integer endColumn,
            String level,
            String message,
            @Nullable String title,
            @Nullable String rawDetails) {}
}
