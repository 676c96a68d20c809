package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.finding.Finding;
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
    /** All environments are held in memory at once. */
    static final Closure.Cost DEFAULT = new Closure.Cost(2_000_000_000, 6_000_000);

    private final Closure.Cost most;
    private final Function<Environment, Closure> renderer;
    private Closure.Cost spent = Closure.Cost.NOTHING;

    /** @param most that the environments before another one may have come to */
    EnvironmentBudget(Closure.Cost most, Function<Environment, Closure> renderer) {
        this.most = most;
        this.renderer = renderer;
    }

    /** What an environment comes to; nothing but a finding that says so when those before it were too much. */
    Closure render(Environment environment) {
        if (spent.steps() < most.steps() && spent.values() < most.values()) {
            Closure closure = renderer.apply(environment);
            spent = spent.plus(closure.cost());
            return closure;
        }
        Finding finding = Finding.unchecked(
                        "graph/limit",
                        "The environment `%s` was not rendered: those before it came to more than %d steps of work or %d values."
                                .formatted(environment.name().value(), most.steps(), most.values()),
                        null)
                .withFix("Have fewer environments in one repository, or make them smaller.");
        return new Closure(
                environment, List.of(), List.of(), List.of(finding), new TreeSet<>(), List.of(), Closure.Cost.NOTHING);
    }
}
