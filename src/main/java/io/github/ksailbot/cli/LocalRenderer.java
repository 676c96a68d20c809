package io.github.ksailbot.cli;

import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.outside.chart.Charts;

/**
 * Renders what lies here for one run of a command.
 *
 * @param charts the processes that render charts; ended by {@link #close()}
 */
record LocalRenderer(RepositoryRenderer repository, Charts charts) implements AutoCloseable {

    TreeJudge judge() {
        return new TreeJudge(repository, new SchemaValidator());
    }

    @Override
    public void close() {
        charts.close();
    }
}
