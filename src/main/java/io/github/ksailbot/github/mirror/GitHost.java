package io.github.ksailbot.github.mirror;

import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.net.URI;

/** Where repositories are fetched from, and what opens them. */
public interface GitHost {
    /** Names this host among others: letters, digits, dots, dashes and underscores. */
    String name();

    /** Over http(s), without credentials. */
    URI url(RepositoryRef repository);

    /** A token that can do nothing but read the content of this one repository, good for some minutes at least. */
    String token(RepositoryRef repository) throws GoneException, UnavailableException;

    /** Says that the host did not take the token: the next one must be another one. */
    void refused(RepositoryRef repository, String token);
}
