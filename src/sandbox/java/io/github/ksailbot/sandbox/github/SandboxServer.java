package io.github.ksailbot.sandbox.github;

import io.github.ksailbot.sandbox.github.git.GitHttp;
import io.github.ksailbot.sandbox.github.page.PageServlet;
import io.github.ksailbot.sandbox.github.rest.ApiServlet;
import io.github.ksailbot.sandbox.github.rest.Authenticator;
import io.github.ksailbot.sandbox.github.rest.FaultFilter;
import io.github.ksailbot.sandbox.github.rest.Faults;
import io.github.ksailbot.sandbox.github.rest.RequestLog;
import io.github.ksailbot.sandbox.github.store.World;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The one port: faults first, then Git, then the API and the pages. */
final class SandboxServer implements AutoCloseable {

    /** Jetty tells of every start and stop; kept here, as a logger that nobody holds forgets its level. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private final Server server;
    private final ServerConnector connector;
    private List<String> operations = List.of();

    SandboxServer(int port) throws IOException {
        JETTY.setLevel(Level.WARNING);
        QueuedThreadPool threads = new QueuedThreadPool(40, 4);
        threads.setName("sandbox-github");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Branch names have slashes, which clients send as %2F.
        http.setUriCompliance(UriCompliance.UNSAFE);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.open();
        server.addConnector(connector);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    void serve(World world, ApiServlet api, PageServlet pages, Faults faults, RequestLog requests) {
        operations = api.operations();
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        EnumSet<DispatcherType> everything = EnumSet.of(DispatcherType.REQUEST);
        context.addFilter(new FilterHolder(new FaultFilter(faults, requests)), "/*", everything);
        context.addFilter(
                new FilterHolder(new GitHttp(world.git, new SandboxHub(world, new Authenticator(world)))),
                "/*",
                everything);
        context.addServlet(new ServletHolder(api), "/api/v3/*");
        context.addServlet(new ServletHolder(pages), "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox cannot start", e);
        }
    }

    List<String> operations() {
        return operations;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox cannot stop", e);
        }
    }
}
