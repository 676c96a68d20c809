package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.render.Closure;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Renders the environments of one tree until all of them together are too much: each has its limits, and a repository can
 * declare thousands. One for each tree.
 *
 * <p>Findings: {@code graph/limit}.
 */
final class EnvironmentBudget {
    private static final long MAX_STEPS = 2_000_000_000;

    /** All environments are held in memory at once. */
    private static final long MAX_VALUES = 6_000_000;

    private final Function<Environment, Closure> renderer;
    private Closure.Cost spent = Closure.Cost.NOTHING;

    EnvironmentBudget(Function<Environment, Closure> renderer) {
        this.renderer = renderer;
    }

    /** What an environment comes to; nothing but a finding that says so when those before it were too much. */
    Closure render(Environment environment) {
        if (spent.steps() < MAX_STEPS && spent.values() < MAX_VALUES) {
            Closure closure = renderer.apply(environment);
            spent = spent.plus(closure.cost());
            return closure;
        }
        Finding finding = Finding.unchecked(
                        "graph/limit",
                        "The environments before this one came to more than %d steps of work or %d values; it was not rendered."
                                .formatted(MAX_STEPS, MAX_VALUES),
                        null)
                .withFix("Judge fewer environments in one repository, or make them smaller.");
        return new Closure(
                environment, List.of(), List.of(), List.of(finding), new TreeSet<>(), List.of(), Closure.Cost.NOTHING);
    }
}
