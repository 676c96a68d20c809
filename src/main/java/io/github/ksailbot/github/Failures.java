package io.github.ksailbot.github;

import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an answer other than success means for a job: it ends, it waits, or the bot made a mistake.
 *
 * @see <a href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits for the REST
 *     API</a>
 */
final class Failures {
    /** What GitHub asks for when it gives no time. */
    private static final Duration WHEN_UNSAID = Duration.ofSeconds(60);

    /** A limit is refilled within an hour; a clock that is off must not park a job for longer. */
    private static final Duration LONGEST = Duration.ofMinutes(70);

    private final Clock clock;

    Failures(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the answer when it is a success.
     *
     * @throws IllegalStateException when GitHub did not understand the request: a mistake of the bot's own
     */
    Reply check(Call call, Reply reply) throws GoneException, UnavailableException {
        if (reply.isOk()) {
            return reply;
        }
        String said = reply.message().isEmpty() ? "" : ": " + reply.message();
        String what = "GitHub answered " + reply.status() + " to " + call + said;
        Duration wait = retryAfter(reply);
        if (wait != null) {
            throw new UnavailableException(what, wait);
        }
        int status = reply.status();
        if (status == 404 || status == 410 || status == 451 || isMissingCommit(reply)) {
            throw new GoneException(what);
        }
        if (status == 401) {
            throw unavailable(what + ". Check the App's id and private key, and the clock of this machine.", status);
        }
        if (status == 403) {
            throw forbidden(what, reply);
        }
        if (status < 500) {
            throw new IllegalStateException(what);
        }
        throw unavailable(what, status);
    }

    /** How long GitHub asks to be left alone; null when the answer is not about a rate limit. */
    @Nullable Duration retryAfter(Reply reply) {
        if (reply.status() != 403 && reply.status() != 429) {
            return null;
        }
        OptionalLong after = reply.number("Retry-After");
        if (after.isPresent()) {
            return within(Duration.ofSeconds(after.getAsLong()));
        }
        OptionalLong remaining = reply.number("X-RateLimit-Remaining");
        if (remaining.isPresent() && remaining.getAsLong() == 0) {
            OptionalLong reset = reply.number("X-RateLimit-Reset");
            long seconds =
                    reset.isPresent() ? reset.getAsLong() - clock.instant().getEpochSecond() : 0;
            return within(Duration.ofSeconds(Math.max(1, seconds)));
        }
        boolean limited = reply.status() == 429 || reply.says("rate limit") || reply.says("abuse detection");
        return limited ? WHEN_UNSAID : null;
    }

    private static Duration within(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /** A check run for a commit that a force-push took away. */
    private static boolean isMissingCommit(Reply reply) {
        return reply.status() == 422 && reply.says("no commit found");
    }

    private static UnavailableException forbidden(String what, Reply reply) throws GoneException {
        if (reply.says("suspended")) {
            throw new GoneException(what);
        }
        String wanted = reply.header("X-Accepted-GitHub-Permissions")
                .map(permissions -> " It takes the permission `" + permissions + "`.")
                .orElse("");
        return unavailable(
                what + "." + wanted + " Compare the App's permissions with app-manifest.yml, and accept what the"
                        + " installation's settings ask to accept.",
                reply.status());
    }

    private static UnavailableException unavailable(String what, int status) {
        return new UnavailableException(what, new HttpStatusException(status));
    }
}
