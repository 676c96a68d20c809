package io.github.ksailbot.github.mirror;

import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** Brings refs of one repository into its mirror. The mirror's lock is held by the caller. */
final class Fetch {
    private final GitHost host;
    private final RepositoryRef repository;
    private final MirrorLimits limits;

    Fetch(GitHost host, RepositoryRef repository, MirrorLimits limits) {
        this.host = host;
        this.repository = repository;
        this.limits = limits;
    }

    /**
     * @param specs what to fetch; a source may be an object id
     * @return false when the server does not have one of the sources
     * @throws GoneException when the server does not have the repository
     * @throws UnavailableException when it did not answer, or the answer was too much
     */
    boolean run(Repository mirror, List<RefSpec> specs) throws GoneException, UnavailableException {
        URI url = host.url(repository);
        FetchCredentials credentials = new FetchCredentials(host, repository);
        FetchMonitor monitor = new FetchMonitor(limits);
        try (Transport transport = Transport.open(mirror, new URIish(url.toString()))) {
            if (!(transport instanceof TransportHttp http)) {
                throw new IllegalStateException("not fetched over HTTP: " + url);
            }
            http.setHttpConnectionFactory(new BoundedConnections(url, limits.bytes()));
            http.setCredentialsProvider(credentials);
            http.setTimeout((int) limits.stall().toSeconds());
            http.setTagOpt(TagOpt.NO_TAGS);
            // Sound objects and no paths out of the tree. Names that only Windows or macOS cannot write are not
            // refused:
            // nothing is ever checked out.
            http.setObjectChecker(
                    new ObjectChecker().setAllowLeadingZeroFileMode(true).setAllowInvalidPersonIdent(true));
            http.setCheckFetchedObjects(true);
            http.fetch(monitor, specs);
            return true;
        } catch (NoRemoteRepositoryException e) {
            credentials.rethrow();
            throw new GoneException("There is no repository at " + url + ", or the App may not read it", e);
        } catch (TransportException | JGitInternalException e) {
            credentials.rethrow();
            String exceeded = monitor.exceeded();
            if (exceeded != null) {
                throw new UnavailableException("Gave up fetching " + url + ": " + exceeded, e);
            }
            if (isMissingSource(e)) {
                return false;
            }
            throw new UnavailableException("Fetching " + url + " failed: " + reason(e), e);
        } catch (NotSupportedException | URISyntaxException e) {
            throw new IllegalStateException("cannot be fetched from: " + url, e);
        }
    }

    /** JGit says so only in words: of a ref before it asks for objects, of an id by the server's refusal. */
    private static boolean isMissingSource(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("does not have")
                || message.contains("not our ref")
                || (message.contains("want ") && message.contains("not valid"));
    }

    /** The innermost message: JGit wraps what happened in what it was doing. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
