package io.github.ksailbot.outside.fetch.net;

import io.github.ksailbot.engine.kustomize.remote.Fetched;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something was not fetched; the message is half a sentence for people, without credentials. */
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fetched.Reason reason;
    private final String why;

    FetchException(Fetched.Reason reason, String why, @Nullable Throwable cause) {
        super(why, cause);
        this.reason = reason;
        this.why = why;
    }

    public static FetchException notAllowed(String why) {
        return new FetchException(Fetched.Reason.NOT_ALLOWED, why, null);
    }

    public static FetchException absent(String why) {
        return new FetchException(Fetched.Reason.ABSENT, why, null);
    }

    public static FetchException tooLarge(String why) {
        return new FetchException(Fetched.Reason.TOO_LARGE, why, null);
    }

    public static FetchException unavailable(String why, @Nullable Throwable cause) {
        return new FetchException(Fetched.Reason.UNAVAILABLE, why, cause);
    }

    public Fetched.Reason reason() {
        return reason;
    }

    public <T> Fetched.Refusal<T> refusal() {
        return new Fetched.Refusal<>(reason, why);
    }

    /** The one in a failure that a library wrapped; null when there is none. */
    public static @Nullable FetchException in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof FetchException found) {
                return found;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
