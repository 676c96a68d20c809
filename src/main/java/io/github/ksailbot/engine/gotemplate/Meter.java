package io.github.ksailbot.engine.gotemplate;

import org.jspecify.annotations.Nullable;

/** Counts what an execution costs, and ends it when that is too much. For one thread. */
public final class Meter {
    private static final int CHARACTERS_A_STEP = 100;

    private final TemplateLimits limits;
    private final @Nullable Meter all;
    private final String whose;
    private long steps;

    /** Of one execution. */
    public Meter(TemplateLimits limits) {
        this(limits, null, "the template needs");
    }

    private Meter(TemplateLimits limits, @Nullable Meter all, String whose) {
        this.limits = limits;
        this.all = all;
        this.whose = whose;
    }

    /** Of all executions that somebody asks for together, who gives each of them one of {@link #one}. */
    public static Meter ofAll(TemplateLimits limits) {
        return new Meter(limits, null, "all templates together need");
    }

    /** Of one execution, which is counted here, too. */
    public Meter one(TemplateLimits ofOne) {
        return new Meter(ofOne, this, "the template needs");
    }

    public TemplateLimits limits() {
        return limits;
    }

    /** What was spent so far. */
    public long steps() {
        return steps;
    }

    /** @throws GoTemplateException when that is more than is left */
    public void spend(long more) throws GoTemplateException {
        steps += more;
        if (steps > limits.steps()) {
            throw over("%d steps".formatted(limits.steps()));
        }
        if (all != null) {
            all.spend(more);
        }
    }

    /**
     * Asks for a text or a list before it is made.
     *
     * @param length characters or items
     * @throws GoTemplateException when it would be too long
     */
    public void claim(long length) throws GoTemplateException {
        length(length);
        spend(1 + length / CHARACTERS_A_STEP);
    }

    /** The same for what costs nothing more. */
    public void length(long length) throws GoTemplateException {
        if (length > limits.output()) {
            throw over("%d characters or items".formatted(limits.output()));
        }
    }

    /** @throws GoTemplateException when templates or values are too deep within each other */
    public void depth(int depth) throws GoTemplateException {
        if (depth > limits.depth()) {
            throw over("a depth of %d".formatted(limits.depth()));
        }
    }

    private GoTemplateException over(String limit) {
        return new GoTemplateException(
                GoTemplateException.Reason.LIMIT, whose + " more than " + limit + ", and was not finished");
    }
}
