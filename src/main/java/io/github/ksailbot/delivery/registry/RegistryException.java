package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.delivery.retry.Transient;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A registry did not do what it was asked for; the message is for people and holds no secret. */
public final class RegistryException extends IOException implements Transient {
    private static final long serialVersionUID = 1L;

    /** Why, and with that who can do something about it. */
    public enum Kind {
        /** It wants credentials, or other ones. */
        AUTHENTICATION_REQUIRED,
        /** The credentials are known, and not allowed to do this. */
        ACCESS_DENIED,
        NOT_FOUND,
        /** No answer: name, network, TLS, or a connection that broke. */
        UNREACHABLE,
        /** It asks to be left alone for a while. */
        RATE_LIMITED,
        /** It failed itself. */
        UNAVAILABLE,
        /** It refuses what was sent, or may not be spoken to. */
        REFUSED,
        /** What it answers makes no sense, or is more than this program takes. */
        WRONG_ANSWER,
        /** The tag was moved by somebody else in the meantime. */
        CONFLICT
    }

    private final Kind kind;
    private final boolean passes;
    private final transient @Nullable Duration retryAfter;

    RegistryException(Kind kind, String message) {
        this(kind, message, isTransient(kind), null, null);
    }

    RegistryException(
            Kind kind, String message, boolean passes, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.passes = passes;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public boolean isTransient() {
        return passes;
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    static boolean isTransient(Kind kind) {
        return switch (kind) {
            case UNREACHABLE, RATE_LIMITED, UNAVAILABLE, CONFLICT -> true;
            case AUTHENTICATION_REQUIRED, ACCESS_DENIED, NOT_FOUND, REFUSED, WRONG_ANSWER -> false;
        };
    }
}
