package io.github.ksailbot.github;

import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.UnavailableException;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The REST API as the App sees it: reads, and writes that pass one gate per installation.
 *
 * <p>The gate lets one write through at a time, as GitHub asks of integrations, unless one hangs; it keeps everybody out for as long as GitHub
 * asked to be left alone, and is the only one who knows whether the bot runs dry.
 */
final class GitHubApi {
    /** GitHub makes a write in well under a second; one that takes longer must not hold up all repositories and environments. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final GitHubTransport transport;
    private final InstallationTokens tokens;
    private final AppKey key;
    private final Clock clock;
    private final Failures failures;
    private final boolean dryRun;
    private final Map<Long, Gate> gates = new ConcurrentHashMap<>();

    /**
     * @param dryRun whether to log writes instead of making them
     */
    GitHubApi(GitHubTransport transport, InstallationTokens tokens, AppKey key, Clock clock, boolean dryRun) {
        this.transport = transport;
        this.tokens = tokens;
        this.key = key;
        this.clock = clock;
        this.failures = new Failures(clock);
        this.dryRun = dryRun;
    }

    /** Reads what the App itself may read. */
    Reply asApp(String path) throws GoneException, UnavailableException {
        Call call = Call.get(path);
        return failures.check(call, transport.send(call, key.jwt()));
    }

    /** Reads something of an installation; any failure is thrown as what it means for a job. */
    Reply read(long installation, String path) throws GoneException, UnavailableException {
        Call call = Call.get(path);
        return failures.check(call, send(installation, call));
    }

    /** {@link #read}, but empty where nothing is at the path. */
    Optional<Reply> find(long installation, String path) throws GoneException, UnavailableException {
        Call call = Call.get(path);
        Reply reply = send(installation, call);
        return reply.status() == 404 ? Optional.empty() : Optional.of(failures.check(call, reply));
    }

    /** Whether an installation lets the App write something, such as {@code security_events}. */
    boolean mayWrite(long installation, String permission) throws GoneException, UnavailableException {
        return tokens.mayWrite(installation, permission);
    }

    /**
     * Writes.
     *
     * @return what GitHub answered, whatever its status: see {@link #check}; empty when the bot runs dry
     */
    Optional<Reply> write(long installation, Call call) throws GoneException, UnavailableException {
        if (dryRun) {
            Log.infof("Dry run, not sent: %s", call);
            return Optional.empty();
        }
        try (WriteQueue.Turn turn = gate(installation).writes.take()) {
            Reply reply = send(installation, call);
            Log.infof("%s: %d", call, reply.status());
            return Optional.of(reply);
        }
    }

    /** Turns an answer that is no success into what it means for a job. */
    Reply check(Call call, Reply reply) throws GoneException, UnavailableException {
        return failures.check(call, reply);
    }

    String appId() {
        return key.appId();
    }

    private Reply send(long installation, Call call) throws GoneException, UnavailableException {
        Gate gate = gate(installation);
        Duration closed = Duration.between(clock.instant(), gate.closedUntil);
        if (!closed.isNegative() && !closed.isZero()) {
            throw new UnavailableException("GitHub asked not to be called now, so " + call + " was not sent", closed);
        }
        String token = tokens.ofInstallation(installation);
        Reply reply = transport.send(call, token);
        if (reply.status() == 401) {
            // Revoked, or the App's permissions changed: once more with a fresh one.
            tokens.refused(installation, token);
            reply = transport.send(call, tokens.ofInstallation(installation));
        }
        Duration wait = failures.retryAfter(reply);
        if (wait != null) {
            gate.closedUntil = clock.instant().plus(wait);
        }
        return reply;
    }

    private Gate gate(long installation) {
        return gates.computeIfAbsent(installation, none -> new Gate());
    }

    private static final class Gate {
        private final WriteQueue writes = new WriteQueue(PATIENCE);
        private volatile Instant closedUntil = Instant.EPOCH;
    }
}
