package io.github.ksailbot.sandbox.fleet;

import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.flux.RegistryArtifacts;
import io.github.ksailbot.sandbox.kubernetes.flux.SandboxFlux;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where environments are delivered to: a registry, and for each environment a cluster with Flux that pulls the environment's
 * tag from it.
 */
public final class SandboxFleet implements AutoCloseable {
    private static final String SYNC = """
        apiVersion: fluxcd.controlplane.io/v1
        kind: FluxInstance
        metadata:
          name: flux
          namespace: flux-system
        spec:
          distribution:
            version: 2.x
            registry: ghcr.io/fluxcd
          sync:
            kind: OCIRepository
            url: oci://%s
            ref: %s
            path: ./clusters/%s
            interval: 1m
        """;

    private final SandboxRegistry registry;
    private final String repository;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Path settings;

    /** An environment's cluster. */
    public record Place(SandboxCluster cluster, SandboxFlux flux) {}

    private SandboxFleet(SandboxRegistry registry, String repository, List<String> environments, Path directory)
            throws IOException {
        this.registry = registry;
        this.repository = repository;
        Files.createDirectories(directory);
        StringBuilder properties = new StringBuilder();
        for (String environment : environments) {
            SandboxCluster cluster = SandboxCluster.start();
            SandboxFlux flux = new SandboxFlux(cluster.resources(), new RegistryArtifacts()).start();
            places.put(environment, new Place(cluster, flux));
            cluster.apply(SYNC.formatted(registryPath(), environment, environment));
            Path kubeconfig = directory.resolve(environment + ".kubeconfig");
            Files.writeString(kubeconfig, cluster.kubeconfig(environment));
            properties.append("ksail-bot.clusters.").append(environment).append(".kubeconfig=");
            properties.append(kubeconfig.toAbsolutePath()).append('\n');
            properties.append("ksail-bot.clusters.").append(environment).append(".repositories=");
            properties.append(repository).append('\n');
        }
        properties
                .append("ksail-bot.registries.hosts=")
                .append(registry.authority())
                .append('\n');
        settings = directory.resolve("fleet.properties");
        Files.writeString(settings, properties);
    }

    /**
     * Starts it.
     *
     * @param repository {@code OWNER/NAME} that may deliver to it
     * @param environments each named like its overlay below {@code clusters/}
     * @param directory for kubeconfigs and settings
     */
    public static SandboxFleet start(String repository, List<String> environments, Path directory) {
        try {
            return new SandboxFleet(SandboxRegistry.start(), repository, environments, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a bot that delivers to it is started with, beside what it is started with anyway. */
    public Map<String, String> settings() {
        return Map.of("QUARKUS_CONFIG_LOCATIONS", settings.toAbsolutePath().toString());
    }

    /** Files whose ksail files name this registry and these clusters instead of their own. */
    public Map<String, String> connected(Map<String, String> files) {
        Map<String, String> connected = new TreeMap<>(files);
        places.keySet()
                .forEach(environment -> connected.computeIfPresent(
                        files.containsKey("ksail." + environment + ".yaml")
                                ? "ksail." + environment + ".yaml"
                                : "ksail.yaml",
                        (file, text) -> connected(environment, text)));
        return connected;
    }

    private String connected(String environment, String text) {
        return text.replaceFirst("(?m)^      registry: .*$", "      registry: " + registryPath() + ":" + environment)
                .replaceFirst(
                        "(?m)^    gitOpsEngine: Flux$",
                        "    gitOpsEngine: Flux\n    connection:\n      context: " + environment);
    }

    public SandboxRegistry registry() {
        return registry;
    }

    /** Where the artifacts are, with the registry. */
    public String registryPath() {
        return registry.authority() + "/" + repository;
    }

    /** Where the artifacts are in the registry. */
    public String repository() {
        return repository;
    }

    public Place place(String environment) {
        Place place = places.get(environment);
        if (place == null) {
            throw new IllegalArgumentException("no environment " + environment);
        }
        return place;
    }

    @Override
    public void close() {
        places.values().forEach(place -> {
            place.flux().close();
            place.cluster().close();
        });
        registry.close();
    }
}
