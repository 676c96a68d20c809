package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Origin;
import org.jspecify.annotations.Nullable;

/** Why a generator has no parameters. Its message is one sentence without its full stop. */
public final class GeneratorException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What can be made of it. */
    public enum Reason {
        /** The generator is wrong: Argo CD would refuse it, too. */
        WRONG,
        /** It asks something that is not in the repository. */
        OUTSIDE,
        /** It would come to more than is expanded. */
        LIMIT
    }

    private final Reason reason;
    private final transient @Nullable Origin origin;

    public GeneratorException(Reason reason, String message, @Nullable Origin origin) {
        super(message);
        this.reason = reason;
        this.origin = origin;
    }

    public Reason reason() {
        return reason;
    }

    /** Where the cause is written; null when that is the generator itself. */
    public @Nullable Origin origin() {
        return origin;
    }
}
