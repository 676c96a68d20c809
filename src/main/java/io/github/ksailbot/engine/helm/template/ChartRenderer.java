package io.github.ksailbot.engine.helm.template;

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
}
