package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be delivered.
 *
 * @param branch whose commit it is, without {@code refs/heads/}
 * @param commit newest commit of the branch when it was ordered
 * @param origin what ordered it: {@value #MERGE} and the delivery before it, or the comment and line of a command, or the
 *     check run that is run again; the same order
 *     is made once
 * @param kind how much of a delivery it is
 * @param exclude names of what is not waited for
 * @param timeout of one attempt to converge; null for the environment's own
 * @param since the commit that was delivered before; null when there was none
 */
public record Order(
        RepositoryRef repository,
        EnvironmentName environment,
        String branch,
        CommitId commit,
        String origin,
        Kind kind,
        Set<String> exclude,
        @Nullable Duration timeout,
        @Nullable CommitId since) {
    public static final String MERGE = "merge";
    private static final String DELIVER = "deliver";

    public Order {
        exclude = Set.copyOf(exclude);
    }

    /** How much of a delivery is ordered. */
    public enum Kind {
        /** All of it, because the branch moved. */
        MERGE,
        /** The artifact and its tag. */
        PUSH,
        /** The engine's part. */
        RECONCILE
    }

    /**
     * @param before the newest one that a merge ordered for the environment, so that a commit to which a branch comes back is
     *     ordered again; null when there was none
     */
    public static Order ofMerge(
            RepositoryRef repository,
            EnvironmentName environment,
            String branch,
            CommitId commit,
            @Nullable Delivery before) {
        String origin = before == null ? MERGE : MERGE + "-" + before.id();
        CommitId since = before == null ? null : before.order().commit();
        return new Order(repository, environment, branch, commit, origin, Kind.MERGE, Set.of(), null, since);
    }

    /** The same order, made once more by a request of its own. */
    public Order again(long checkRun, long request) {
        return new Order(
                repository,
                environment,
                branch,
                commit,
                "rerun-" + checkRun + "-" + request,
                kind,
                exclude,
                timeout,
                since);
    }

    /** Name of the check run. */
    public String checkRun() {
        return "ksail / deliver (" + environment + ")";
    }

    /** Whether an external id of a check run is a {@link #key()}. */
    public static boolean isKey(String externalId) {
        return externalId.startsWith(DELIVER + ":");
    }

    /** Names the order on GitHub and in the cluster; the same after a restart. */
    public String key() {
        return String.join(":", DELIVER, environment.value(), commit.value(), origin);
    }

    /** Whether the other asks for the same of the same commit. */
    public boolean asksTheSameAs(Order other) {
        return environment.equals(other.environment)
                && commit.equals(other.commit)
                && kind == other.kind
                && exclude.equals(other.exclude)
                && java.util.Objects.equals(timeout, other.timeout);
    }

    @Override
    public String toString() {
        return repository + " " + kind.name().toLowerCase(java.util.Locale.ROOT) + " of " + commit.abbreviated()
                + " to " + environment;
    }
}
