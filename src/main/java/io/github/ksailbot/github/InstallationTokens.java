package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Installation tokens, kept while they are valid: one for the API, and for Git one per repository that can do nothing but
 * read that repository's content.
 */
final class InstallationTokens {
    /** GitHub's tokens are good for an hour; a job that begins with one must be able to end with it. */
    private static final Duration RESERVE = Duration.ofMinutes(5);

    /** Beyond, what has expired is thrown out. */
    private static final int MANY = 1_000;

    private final GitHubTransport transport;
    private final AppKey key;
    private final Clock clock;
    private final Failures failures;
    private final Map<Scope, Slot> slots = new ConcurrentHashMap<>();

    InstallationTokens(GitHubTransport transport, AppKey key, Clock clock) {
        this.transport = transport;
        this.key = key;
        this.clock = clock;
        this.failures = new Failures(clock);
    }

    /** For all that the App may do in an installation. */
    String ofInstallation(long installation) throws GoneException, UnavailableException {
        return token(new Scope(installation, null));
    }

    /** Whether an installation lets the App write something, such as {@code security_events}. */
    boolean mayWrite(long installation, String permission) throws GoneException, UnavailableException {
        Scope scope = new Scope(installation, null);
        token(scope);
        Slot slot = slots.get(scope);
        return slot != null && slot.writes.contains(permission);
    }

    /** For reading the content of one repository. */
    String ofContents(RepositoryRef repository) throws GoneException, UnavailableException {
        return token(new Scope(repository.installation(), repository.id()));
    }

    /** Makes the next call of {@link #ofInstallation} ask for another token, unless that has happened already. */
    void refused(long installation, String token) {
        forget(new Scope(installation, null), token);
    }

    void refused(RepositoryRef repository, String token) {
        forget(new Scope(repository.installation(), repository.id()), token);
    }

    private void forget(Scope scope, String token) {
        slots.computeIfPresent(scope, (same, slot) -> token.equals(slot.token) ? null : slot);
    }

    private String token(Scope scope) throws GoneException, UnavailableException {
        if (slots.size() > MANY) {
            slots.values().removeIf(slot -> !slot.isGood(clock.instant()));
        }
        Slot slot = slots.computeIfAbsent(scope, none -> new Slot());
        // Whoever wants the same token waits for the one that is being made.
        synchronized (slot) {
            String token = slot.token;
            if (token == null || !slot.isGood(clock.instant())) {
                token = mint(scope, slot);
            }
            return token;
        }
    }

    private String mint(Scope scope, Slot slot) throws GoneException, UnavailableException {
        Call call = Call.post("/app/installations/" + scope.installation + "/access_tokens", scope.narrowed());
        Reply reply = transport.send(call, key.jwt());
        if (reply.status() == 422) {
            throw notNarrowed(reply);
        }
        failures.check(call, reply);
        String token = reply.body().path("token").asText("");
        if (token.isEmpty()) {
            throw new IllegalStateException("GitHub answered " + call + " without a token");
        }
        slot.expires = expiry(reply);
        Set<String> writes = new TreeSet<>();
        reply.body().path("permissions").properties().forEach(permission -> {
            if (permission.getValue().asText().equals("write")) {
                writes.add(permission.getKey());
            }
        });
        slot.writes = Set.copyOf(writes);
        slot.token = token;
        return token;
    }

    /** A narrowed token is refused when the installation lacks the repository, or what the App wants of it. */
    private static UnavailableException notNarrowed(Reply reply) throws GoneException {
        if (!reply.says("permission")) {
            throw new GoneException("GitHub gives no token for the repository: " + reply.message());
        }
        return new UnavailableException(
                "GitHub gives no token for reading the repository: " + reply.message()
                        + " Grant the App the permission `contents: read`.",
                new HttpStatusException(reply.status()));
    }

    private Instant expiry(Reply reply) {
        try {
            return Instant.parse(reply.body().path("expires_at").asText(""));
        } catch (DateTimeParseException e) {
            // Used once, then made anew.
            return clock.instant();
        }
    }

    /**
     * @param repository null for all repositories, with all permissions
     */
    private record Scope(long installation, @Nullable Long repository) {
        ObjectNode narrowed() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            if (repository != null) {
                body.putArray("repository_ids").add(repository.longValue());
                body.putObject("permissions").put("contents", "read");
            }
            return body;
        }
    }

    private static final class Slot {
        private volatile @Nullable String token;
        private volatile Instant expires = Instant.MIN;
        private volatile Set<String> writes = Set.of();

        boolean isGood(Instant now) {
            return now.plus(RESERVE).isBefore(expires);
        }
    }
}
