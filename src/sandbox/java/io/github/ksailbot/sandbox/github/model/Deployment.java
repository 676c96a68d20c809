package io.github.ksailbot.sandbox.github.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployment and its statuses, oldest first. */
public final class Deployment {
    public final long id;
    public final Repo repo;
    public final App app;
    public final String sha;
    public final String ref;
    public final String task;
    public final String environment;
    public final @Nullable String description;
    public final JsonNode payload;
    public final boolean production;
    public final Instant createdAt;
    public final List<Status> statuses = new ArrayList<>();

    /** What it is made of. */
    public record Made(
            String sha,
            String ref,
            String task,
            String environment,
            @Nullable String description,
            JsonNode payload,
            boolean production) {}

    public Deployment(long id, Repo repo, App app, Made made, Instant now) {
        this.id = id;
        this.repo = repo;
        this.app = app;
        this.sha = made.sha();
        this.ref = made.ref();
        this.task = made.task();
        this.environment = made.environment();
        this.description = made.description();
        this.payload = made.payload();
        this.production = made.production();
        this.createdAt = now;
    }

    /** The latest state; {@code pending} before the first. */
    public String state() {
        return statuses.isEmpty()
                ? "pending"
                : statuses.get(statuses.size() - 1).state();
    }

    /** How far it was at some time. */
    public record Status(long id, String state, String description, String logUrl, Instant createdAt) {}
}
