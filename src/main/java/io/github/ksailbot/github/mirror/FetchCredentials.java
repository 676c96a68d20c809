package io.github.ksailbot.github.mirror;

import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.net.URI;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Gives the token of one repository to one server, when that asks for it; a second one when the first is not taken. */
final class FetchCredentials extends CredentialsProvider {
    /** What GitHub calls whoever comes with a token. */
    private static final String USER = "x-access-token";

    private final GitHost host;
    private final RepositoryRef repository;
    private final URI server;
    private @Nullable String given;
    private @Nullable GoneException gone;
    private @Nullable UnavailableException unavailable;

    FetchCredentials(GitHost host, RepositoryRef repository) {
        this.host = host;
        this.repository = repository;
        this.server = host.url(repository);
    }

    /** Throws why there was no token to give, if that was so. */
    void rethrow() throws GoneException, UnavailableException {
        if (gone != null) {
            throw gone;
        }
        if (unavailable != null) {
            throw unavailable;
        }
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (!supports(items) || !isServer(uri)) {
            return false;
        }
        try {
            given = host.token(repository);
        } catch (GoneException e) {
            gone = e;
            return false;
        } catch (UnavailableException e) {
            unavailable = e;
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username username) {
                username.setValue(USER);
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(given.toCharArray());
            }
        }
        return true;
    }

    private boolean isServer(URIish uri) {
        return server.getScheme().equals(uri.getScheme())
                && server.getHost().equals(uri.getHost())
                && server.getPort() == uri.getPort();
    }

    @Override
    public void reset(URIish uri) {
        if (given != null) {
            host.refused(repository, given);
        }
    }
}
