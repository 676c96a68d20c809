package io.github.ksailbot.engine.helm.template;

import java.util.function.Supplier;

/**
 * Renders a chart's templates as {@code helm template} does. Templates are programs of strangers: implementations run them
 * where there is nothing to read, to reach or to break, and stop them in time.
 *
 * <p>Implementations are safe for several threads, and never throw for what a chart does.
 */
@FunctionalInterface
public interface ChartRenderer {
    /** Renders nothing. */
    ChartRenderer DENIED =
            request -> new Rendering.Failure(Rendering.Cause.UNAVAILABLE, "charts are not rendered here", "");

    Rendering render(RenderRequest request);

    /**
     * Does work within one budget of time for all the charts that the calling thread renders in it; behind its end they are
     * failures by {@link Rendering.Cause#LIMIT}. Budgets nest: a chart counts in each. What was beyond a limit of its own is
     * not tried again within the outermost.
     */
    default <T> T within(Extent extent, Supplier<T> work) {
        return work.get();
    }

    /** What a budget is for. */
    enum Extent {
        /** One rendering of one environment: one side of a change. */
        ENVIRONMENT,
        /** All environments of both sides of a change. */
        VERDICT
    }
}
