package io.github.ksailbot.workflow;

import io.github.ksailbot.engine.verdict.Judge;

/** Who judges the trees of a repository. */
@FunctionalInterface
public interface Judges {
    /**
     * The judge of a repository's trees. Nothing that it remembers is known to the judge of another repository.
     *
     * @param trusted whether all content comes from people who may write to the repository; a judge of other content, that of
     *     a fork, knows no keys and fetches nothing
     * @return safe for several threads
     */
    Judge of(RepositoryRef repository, boolean trusted);
}
