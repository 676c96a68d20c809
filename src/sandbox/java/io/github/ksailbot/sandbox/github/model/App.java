package io.github.ksailbot.sandbox.github.model;

import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A registered GitHub App. Its webhook can be set later, as a bot's address is only known once it runs. */
public final class App {

    public final long id;
    public final String slug;
    public final String name;
    public final Account owner;
    /** Who the App acts as: {@code SLUG[bot]}. */
    public final Account bot;

    public final PublicKey key;
    /** Permission name to {@code read} or {@code write}. */
    public final Map<String, String> permissions;

    public final Set<String> events;
    public final Instant createdAt;

    /** Where webhooks go; none are recorded while it is null. */
    public volatile @Nullable URI webhookUrl;

    public volatile String webhookSecret;

    public App(
            long id,
            String slug,
            Account owner,
            Account bot,
            PublicKey key,
            Map<String, String> permissions,
            Set<String> events,
            String webhookSecret,
            Instant createdAt) {
        this.id = id;
        this.slug = slug;
        this.name = slug;
        this.owner = owner;
        this.bot = bot;
        this.key = key;
        this.permissions = Map.copyOf(permissions);
        this.events = Set.copyOf(events);
        this.webhookSecret = webhookSecret;
        this.createdAt = createdAt;
    }
}
