package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import java.util.List;
import java.util.Optional;

/** Port: what was ordered and how far it is. What is written is durable, and wakes the jobs that it concerns. */
public interface DeliveryLog {

    /**
     * Makes orders, all or none; one that was made before is left as it is.
     *
     * @param followers who tell of all of them
     */
    void order(List<Order> orders, List<Subject.Notice> followers);

    /** Makes an order, which whoever follows the earlier delivery tells of too; one that was made before is left as it is. */
    void orderAgain(Delivery earlier, Order order);

    /** The delivery that a check run shows. */
    Optional<Delivery> byCheckRun(RepositoryRef repository, CheckRunId checkRun);

    /** Those that GitHub was not told the end of, the oldest first. */
    List<Delivery> unfinished(RepositoryRef repository, EnvironmentName environment);

    /** Of all environments. */
    List<Delivery> unfinished(RepositoryRef repository);

    /** The newest one that a merge ordered, in whatever state. */
    Optional<Delivery> latestMerge(RepositoryRef repository, EnvironmentName environment);

    /** The newest one whose artifact is in the registry, in whatever state. */
    Optional<Delivery> newestPushed(RepositoryRef repository, EnvironmentName environment);

    /** Whether a delivery with this {@link Order#key()} is begun and not settled. */
    boolean isUnderWay(String key);

    /** Whether a merge has ordered another commit since. */
    boolean isOvertaken(Delivery delivery);

    /** The newest one before this that ended well and has a deployment. */
    Optional<Delivery> deployedBefore(Delivery delivery);

    /** The newest one before this that a merge ordered and that was delivered, well or not: people were told of its commits. */
    Optional<Delivery> toldBefore(Delivery delivery);

    /** The newest settled one of each environment, by name. */
    List<Delivery> latest(RepositoryRef repository);

    /** Those that a subject tells of, the oldest first. */
    List<Delivery> followedBy(Subject follower);

    /**
     * Writes down how far a delivery is.
     *
     * @throws TakenOverException when another process goes on with it, or has ended it
     */
    void save(Delivery delivery);

    /** Wakes the job that looks at the branch. */
    void lookAgain(RepositoryRef repository);
}
