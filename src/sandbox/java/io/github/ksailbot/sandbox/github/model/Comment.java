package io.github.ksailbot.sandbox.github.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comment in a pull request's conversation. */
public final class Comment {

    public final long id;
    public final Pull pull;
    public final Account author;
    /** The App that wrote it, if one did. */
    public final @Nullable App via;

    public final Instant createdAt;
    public final List<Reaction> reactions = new ArrayList<>();
    public String body;
    public Instant updatedAt;

    public Comment(long id, Pull pull, Account author, @Nullable App via, String body, Instant now) {
        this.id = id;
        this.pull = pull;
        this.author = author;
        this.via = via;
        this.body = body;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Who thinks what of it; the content is one of GitHub's eight, such as {@code eyes} */
    public record Reaction(long id, Account user, String content, Instant createdAt) {}
}
