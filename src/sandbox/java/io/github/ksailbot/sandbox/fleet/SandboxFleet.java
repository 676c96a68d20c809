package io.github.ksailbot.sandbox.fleet;

import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.argocd.SandboxArgoCd;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    private static final String APPLICATION = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: ksail
          namespace: argocd
        spec:
          project: default
          destination:
            namespace: default
            server: https://kubernetes.default.svc
          source:
            repoURL: oci://%s
            targetRevision: %s
            path: ./clusters/%s
          syncPolicy:
            automated:
              prune: true
        """;

    private final SandboxRegistry registry;
    private final String repository;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Path settings;

    /** An environment's cluster. */
    public static final class Place implements AutoCloseable {
        private final SandboxCluster cluster;
        private final @Nullable SandboxFlux flux;
        private final @Nullable SandboxArgoCd argoCd;

        private Place(SandboxCluster cluster, @Nullable SandboxFlux flux, @Nullable SandboxArgoCd argoCd) {
            this.cluster = cluster;
            this.flux = flux;
            this.argoCd = argoCd;
        }

        private static Place ofFlux(String registryPath, String environment) {
            SandboxCluster cluster = SandboxCluster.start();
            SandboxFlux flux = new SandboxFlux(cluster.resources(), new RegistryArtifacts()).start();
            cluster.apply(SYNC.formatted(registryPath, environment, environment));
            return new Place(cluster, flux, null);
        }

        private static Place ofArgoCd(String registryPath, String environment) {
            SandboxCluster cluster = SandboxCluster.start();
            SandboxArgoCd argoCd = new SandboxArgoCd(cluster.resources(), new RegistryArtifacts()).start();
            cluster.namespace("argocd");
            cluster.apply(APPLICATION.formatted(registryPath, environment, environment));
            return new Place(cluster, null, argoCd);
        }

        public SandboxCluster cluster() {
            return cluster;
        }

        /** Its engine, if that is Flux. */
        public SandboxFlux flux() {
            return Objects.requireNonNull(flux, "Argo CD is the engine of this environment");
        }

        /** Its engine, if that is Argo CD. */
        public SandboxArgoCd argoCd() {
            return Objects.requireNonNull(argoCd, "Flux is the engine of this environment");
        }

        boolean hasArgoCd() {
            return argoCd != null;
        }

        @Override
        public void close() {
            if (flux != null) {
                flux.close();
            }
            if (argoCd != null) {
                argoCd.close();
            }
            cluster.close();
        }
    }

    private SandboxFleet(
            SandboxRegistry registry,
            String repository,
            List<String> environments,
            Set<String> withArgoCd,
            Path directory)
            throws IOException {
        this.registry = registry;
        this.repository = repository;
        Files.createDirectories(directory);
        StringBuilder properties = new StringBuilder();
        for (String environment : environments) {
            Place place = withArgoCd.contains(environment)
                    ? Place.ofArgoCd(registryPath(), environment)
                    : Place.ofFlux(registryPath(), environment);
            places.put(environment, place);
            Path kubeconfig = directory.resolve(environment + ".kubeconfig");
            Files.writeString(kubeconfig, place.cluster().kubeconfig(environment));
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
     * @param withArgoCd those of them whose engine is Argo CD instead of Flux
     * @param directory for kubeconfigs and settings
     */
    public static SandboxFleet start(
            String repository, List<String> environments, Set<String> withArgoCd, Path directory) {
        try {
            return new SandboxFleet(SandboxRegistry.start(), repository, environments, withArgoCd, directory);
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
                        "    gitOpsEngine: " + (place(environment).hasArgoCd() ? "ArgoCD" : "Flux")
                                + "\n    connection:\n      context: " + environment);
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
        places.values().forEach(Place::close);
        registry.close();
    }
}
