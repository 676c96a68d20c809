package io.github.ksailbot.cli.local;

import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.outside.chart.Charts;

/**
 * Renders what lies here for one run of a command.
 *
 * @param charts the processes that render charts; ended by {@link #close()}
 */
public record LocalRenderer(RepositoryRenderer repository, Charts charts) implements AutoCloseable {

    public TreeJudge judge() {
        return new TreeJudge(repository, new SchemaValidator());
    }

    @Override
    public void close() {
        charts.close();
    }
}
