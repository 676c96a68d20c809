package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.workflow.RepositoryRef;
import java.util.Map;
import java.util.Optional;

/** Port: what the bot's operator lets the environments of a repository use. */
public interface Destinations {
    /** Values of variables in ksail files that are no secret. */
    Map<String, String> variables();

    /**
     * Whether the operator has set up a cluster for the environment: what else is missing is then a mistake that people are
     * told of. Without one, it is delivered by somebody else.
     */
    boolean serves(RepositoryRef repository, Environment environment);

    /** Why an environment cannot be delivered, one sentence for people; empty when it can. */
    Optional<String> obstacle(RepositoryRef repository, Environment environment);

    /**
     * @param environment as the delivered branch declares it
     * @throws DeliveryFailedException when there is an obstacle
     */
    Destination open(RepositoryRef repository, Environment environment) throws DeliveryFailedException;
}
