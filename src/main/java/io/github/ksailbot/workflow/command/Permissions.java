package io.github.ksailbot.workflow.command;

import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;

/** Port: what people may do, as GitHub says it at this moment. */
public interface Permissions {
    /** @return {@code NONE} for who is not known there, and for bots */
    Permission of(RepositoryRef repository, String login) throws GoneException, UnavailableException;
}
