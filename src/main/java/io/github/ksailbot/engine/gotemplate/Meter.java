package io.github.ksailbot.engine.gotemplate;

/** Counts what an execution costs, and ends it when that is too much. For one thread. */
public final class Meter {
    private static final int CHARACTERS_A_STEP = 100;

    private final TemplateLimits limits;
    private long steps;

    public Meter(TemplateLimits limits) {
        this.limits = limits;
    }

    public TemplateLimits limits() {
        return limits;
    }

    /** @throws GoTemplateException when that is more than is left */
    public void spend(long more) throws GoTemplateException {
        steps += more;
        if (steps > limits.steps()) {
            throw over("%d steps".formatted(limits.steps()));
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

    private static GoTemplateException over(String limit) {
        return new GoTemplateException(
                GoTemplateException.Reason.LIMIT, "the template needs more than " + limit + ", and was not finished");
    }
}
