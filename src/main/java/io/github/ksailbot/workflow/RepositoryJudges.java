package io.github.ksailbot.workflow;

import io.github.ksailbot.engine.verdict.Judge;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A judge for each repository, and one for what forks propose to it, with a memory of its own: what one repository's content comes to is never looked up for
 * another's. The judges of the repositories that were judged last are kept; the others begin anew.
 */
public final class RepositoryJudges implements Judges {
    private final int most;
    private final BiFunction<RepositoryRef, Boolean, Judge> source;

    /** Least recently used first. */
    private final Map<Key, Judge> judges = new LinkedHashMap<>(16, 0.75f, true);

    /** A repository that changes hands is reached through another installation, and begins anew as well. */
    private record Key(long installation, long repository, boolean trusted) {}

    /**
     * @param most judges that are kept; at least 1
     * @param source makes a judge for a repository, and for whether its content is trusted, that knows nothing of its content yet
     */
    public RepositoryJudges(int most, BiFunction<RepositoryRef, Boolean, Judge> source) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one judge is kept, not " + most);
        }
        this.most = most;
        this.source = source;
    }

    @Override
    public synchronized Judge of(RepositoryRef repository, boolean trusted) {
        Judge judge = judges.computeIfAbsent(
                new Key(repository.installation(), repository.id(), trusted), key -> source.apply(repository, trusted));
        if (judges.size() > most) {
            judges.remove(judges.keySet().iterator().next());
        }
        return judge;
    }
}
