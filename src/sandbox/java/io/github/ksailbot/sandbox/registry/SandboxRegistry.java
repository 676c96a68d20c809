package io.github.ksailbot.sandbox.registry;

import io.github.ksailbot.sandbox.registry.RegistryStore.Stored;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An OCI registry on this machine that keeps everything in memory, tells what it was asked, and fails when it is told to. */
public final class SandboxRegistry implements AutoCloseable {
    /** Kept here, as a logger that nobody holds forgets its level. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private final RegistryStore store = new RegistryStore();
    private final RegistryFaults faults = new RegistryFaults();
    private final List<RegistryRequest> requests = new ArrayList<>();
    private final RegistryGate gate;
    private final Server server;
    private final ServerConnector connector;

    private SandboxRegistry(int port, RegistryAccess access, Clock clock, boolean isConditional) {
        JETTY.setLevel(Level.WARNING);
        gate = new RegistryGate(access, clock);
        QueuedThreadPool threads = new QueuedThreadPool(20, 2);
        threads.setName("sandbox-registry");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new RegistryHandler(store, gate, faults, this::record, isConditional));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox's registry cannot start", e);
        }
    }

    /** On any free port, open to everybody. */
    public static SandboxRegistry start() {
        return start(0, new RegistryAccess.Open());
    }

    /**
     * @param port 0 for any that is free
     */
    public static SandboxRegistry start(int port, RegistryAccess access) {
        return start(port, access, Clock.systemUTC());
    }

    /**
     * @param clock by which tokens expire
     */
    public static SandboxRegistry start(int port, RegistryAccess access, Clock clock) {
        return new SandboxRegistry(port, access, clock, false);
    }

    /** Open to everybody, and holds to {@code If-Match} when a tag is moved. */
    public static SandboxRegistry conditional() {
        return new SandboxRegistry(0, new RegistryAccess.Open(), Clock.systemUTC(), true);
    }

    /** {@code 127.0.0.1:PORT} */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return connector.getLocalPort();
    }

    public RegistryFaults faults() {
        return faults;
    }

    /** Requests so far, in the order in which they came. */
    public List<RegistryRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public void forgetRequests() {
        synchronized (requests) {
            requests.clear();
        }
    }

    /** The digest that a tag points to. */
    public Optional<String> digest(String repository, String reference) {
        return Optional.ofNullable(store.manifest(repository, reference)).map(Stored::digest);
    }

    /** A manifest's bytes, by tag or digest. */
    public Optional<byte[]> manifest(String repository, String reference) {
        return Optional.ofNullable(store.manifest(repository, reference)).map(Stored::content);
    }

    public Optional<byte[]> blob(String repository, String digest) {
        return Optional.ofNullable(store.blob(repository, digest));
    }

    /** Sorted; empty for a repository that nobody pushed to. */
    public List<String> tags(String repository) {
        List<String> tags = store.tags(repository);
        return tags == null ? List.of() : tags;
    }

    /** Puts a manifest as somebody else would; what it refers to must be there. */
    public void put(String repository, String tag, String mediaType, byte[] manifest) {
        String missing = store.put(repository, tag, mediaType, manifest);
        if (missing != null) {
            throw new IllegalArgumentException("the manifest refers to " + missing);
        }
    }

    public void untag(String repository, String tag) {
        store.untag(repository, tag);
    }

    public void expireTokens() {
        gate.expireTokens();
    }

    private void record(RegistryRequest request) {
        synchronized (requests) {
            requests.add(request);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox's registry cannot stop", e);
        }
    }
}
