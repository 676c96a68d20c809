package io.github.ksailbot.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.ksailbot.sandbox.kubernetes.access.Rbac;
import io.github.ksailbot.sandbox.kubernetes.access.Users;
import io.github.ksailbot.sandbox.kubernetes.api.KubernetesServlet;
import io.github.ksailbot.sandbox.kubernetes.api.Logs;
import io.github.ksailbot.sandbox.kubernetes.api.Watches;
import io.github.ksailbot.sandbox.kubernetes.fault.Faults;
import io.github.ksailbot.sandbox.kubernetes.fault.RecordedRequest;
import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields.Manager;
import io.github.ksailbot.sandbox.kubernetes.resource.Removal;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.Kinds;
import io.github.ksailbot.sandbox.kubernetes.store.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server on loopback, with nothing behind it: objects, watches, patches, roles. What acts on the objects
 * are the controllers that a test or the sandbox puts beside it.
 */
public final class SandboxCluster implements AutoCloseable {
    private static final String OPERATOR = "sandbox";

    private final Users users = new Users();
    private final Faults faults = new Faults();
    private final Logs logs = new Logs();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Object arrivals = new Object();
    private final Resources resources;
    private final Rbac rbac;
    private final Watches watches;
    private final ApiServer server;
    private final @Nullable Certificate certificate;

    private SandboxCluster(Clock clock, int port, @Nullable Certificate certificate) {
        this.certificate = certificate;
        Kinds kinds = new Kinds();
        ObjectStore store = new ObjectStore();
        resources = new Resources(store, kinds, clock);
        rbac = new Rbac(store, kinds);
        watches = new Watches(store);
        server = new ApiServer(
                port, certificate, new KubernetesServlet(resources, users, rbac, faults, this::record, watches, logs));
        List.of("default", "kube-system").forEach(this::namespace);
    }

    /** Plain HTTP, the machine's clock, a free port. */
    public static SandboxCluster start() {
        return start(Clock.systemUTC());
    }

    /** @param clock what the server takes for the time of its objects */
    public static SandboxCluster start(Clock clock) {
        return new SandboxCluster(clock, 0, null);
    }

    /** HTTPS with a certificate that nobody knows save who reads the kubeconfig. */
    public static SandboxCluster startSecure(Clock clock) {
        return new SandboxCluster(clock, 0, Certificate.create());
    }

    public URI address() {
        return server.address();
    }

    /** A kubeconfig, current context and all, of somebody who may do everything. */
    public String kubeconfig(String context) {
        return kubeconfig(context, users.adminToken());
    }

    /** @param token from {@link #users()} */
    public String kubeconfig(String context, String token) {
        String trust = certificate == null
                ? ""
                : "\n    certificate-authority-data: "
                        + Base64.getEncoder().encodeToString(certificate.pem().getBytes(StandardCharsets.UTF_8));
        return """
            apiVersion: v1
            kind: Config
            current-context: %1$s
            clusters:
            - name: %1$s
              cluster:
                server: %2$s%3$s
            contexts:
            - name: %1$s
              context:
                cluster: %1$s
                user: %1$s
            users:
            - name: %1$s
              user:
                token: %4$s
            """.formatted(context, address(), trust, token);
    }

    /** Creates it unless it is there. */
    public void namespace(String name) {
        Kind kind = resources.kinds().named("", "Namespace");
        if (resources.find(kind, "", name) == null) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.putObject("metadata").put("name", name).putObject("labels").put("kubernetes.io/metadata.name", name);
            resources.create(kind, "", object, Write.by(OPERATOR));
        }
    }

    /**
     * Makes the objects of YAML documents what they say, by force; namespaces that are missing come into being, and a
     * status is written too, as if its controller did.
     */
    public void apply(String... yaml) {
        for (String text : yaml) {
            for (ObjectNode object : documents(text)) {
                apply(object);
            }
        }
    }

    private void apply(ObjectNode object) {
        Kind kind = kind(object);
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("name").asText();
        String namespace = kind.namespaced() ? metadata.path("namespace").asText("default") : "";
        if (kind.namespaced()) {
            namespace(namespace);
        }
        object.withObject("/metadata").remove("managedFields");
        resources.apply(kind, namespace, name, object, true, new Write(Manager.apply(OPERATOR, ""), false));
        if (kind.status() && object.has("status")) {
            status(kind.group(), kind.kind(), namespace, name, object.path("status"));
        }
    }

    /** Writes a status, as the object's controller would. */
    public void status(String group, String kind, String namespace, String name, JsonNode status) {
        Kind known = resources.kinds().named(group, kind);
        resources.change(
                known,
                namespace,
                name,
                object -> {
                    object.set("status", status.deepCopy());
                    return object;
                },
                known.status() ? Write.statusBy(OPERATOR) : Write.by(OPERATOR));
    }

    /** Null when there is none. */
    public @Nullable ObjectNode get(String apiVersion, String kind, String namespace, String name) {
        return resources.find(kind(apiVersion, kind), namespace, name);
    }

    /** @param namespace empty for all */
    public List<ObjectNode> list(String apiVersion, String kind, String namespace) {
        return resources.store().list(kind(apiVersion, kind), namespace);
    }

    public void delete(String apiVersion, String kind, String namespace, String name) {
        resources.delete(kind(apiVersion, kind), namespace, name, Removal.Options.PLAIN);
    }

    /** As if the CustomResourceDefinitions of a group were not there. */
    public void uninstall(String group) {
        resources.kinds().forget(group);
    }

    /** What was asked of the server since it began, or since {@link #forgetRequests}. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    private void record(RecordedRequest request) {
        requests.add(request);
        synchronized (arrivals) {
            arrivals.notifyAll();
        }
    }

    /**
     * Waits until something is true of this cluster, looking again after every request.
     *
     * @param what for the message
     * @throws IllegalStateException when it is not true in time
     */
    public void await(String what, BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (arrivals) {
            try {
                while (!condition.getAsBoolean()) {
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        throw new IllegalStateException("waited in vain for " + what + "; requests: " + requests);
                    }
                    arrivals.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, e);
            }
        }
    }

    public void forgetRequests() {
        requests.clear();
    }

    public Faults faults() {
        return faults;
    }

    public Users users() {
        return users;
    }

    public Rbac rbac() {
        return rbac;
    }

    public Logs logs() {
        return logs;
    }

    public Watches watches() {
        return watches;
    }

    /** The way in for controllers, past HTTP and roles. */
    public Resources resources() {
        return resources;
    }

    /** From now on a watch that begins at an older version than the present one is told 410. */
    public void compact() {
        resources.store().compact();
    }

    private Kind kind(JsonNode object) {
        return kind(object.path("apiVersion").asText(), object.path("kind").asText());
    }

    private Kind kind(String apiVersion, String kind) {
        return resources
                .kinds()
                .of(apiVersion, kind)
                .orElseThrow(() -> new IllegalArgumentException("no kind " + kind + " in " + apiVersion));
    }

    private static List<ObjectNode> documents(String text) {
        ObjectMapper mapper = new ObjectMapper(new YAMLFactory());
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().stream()
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("this is no YAML: " + text, e);
        }
    }

    @Override
    public void close() {
        faults.clear();
        watches.close();
        server.close();
    }
}
