package io.github.ksailbot.destination;

import io.github.ksailbot.config.BotSettings;
import io.github.ksailbot.delivery.artifact.ArtifactLimits;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.Clusters;
import io.github.ksailbot.delivery.cluster.KubeconfigRules;
import io.github.ksailbot.delivery.cluster.MountedCluster;
import io.github.ksailbot.delivery.cluster.MountedClusters;
import io.github.ksailbot.delivery.registry.ReachableHosts;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.delivery.registry.RegistrySettingException;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.destination.Allowed.AllowedSecret;
import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.github.GitHubEndpoint;
import io.github.ksailbot.job.Chore;
import io.github.ksailbot.workflow.deliver.DeliveryLog;
import io.github.ksailbot.workflow.deliver.Destinations;
import io.github.ksailbot.workflow.deliver.RegistryLeases;
import io.quarkiverse.githubapp.runtime.config.CheckedConfigProvider;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts the destinations together from the operator's settings. */
final class DestinationBeans {
    private static final Duration SUSPENSIONS = Duration.ofMinutes(5);

    @Produces
    @Singleton
    Clusters clusters(BotSettings settings) {
        Map<String, MountedCluster> clusters = new HashMap<>();
        settings.clusters()
                .forEach((name, cluster) -> clusters.put(
                        name,
                        new MountedCluster(
                                cluster.kubeconfig().orElse(null),
                                cluster.context().orElse(""),
                                Set.copyOf(cluster.repositories()),
                                cluster.plugins() ? new KubeconfigRules(true, false) : KubeconfigRules.STRICT)));
        return new MountedClusters(clusters, ClusterLimits.DEFAULT);
    }

    void close(@Disposes Clusters clusters) {
        clusters.close();
    }

    @Produces
    @Singleton
    Destinations destinations(
            BotSettings settings, Clusters clusters, RegistryLeases leases, CheckedConfigProvider config, Clock clock) {
        Set<String> plainHttp =
                settings.registries().plainHttp().map(Set::copyOf).orElse(Set.of());
        Set<String> listed = new HashSet<>(plainHttp);
        settings.registries().hosts().ifPresent(listed::addAll);
        ReachableHosts hosts = ReachableHosts.of(listed, settings.registries().publicHosts());
        RegistryOptions options =
                RegistryOptions.DEFAULT.withPlainHttp(plainHttp).withHosts(hosts);
        Path certificates = settings.registries().certificates().orElse(null);
        RegistryHttp registries = registries(certificates == null ? options : options.withCertificates(certificates));
        GitHubEndpoint endpoint = GitHubEndpoint.of(config.restApiEndpoint());
        return new OperatorDestinations(
                allowed(settings),
                hosts,
                clusters,
                new ArtifactPacker(ArtifactLimits.DEFAULT, directory(settings)),
                new ArtifactPublisher(registries, clock, Pause.SLEEP),
                leases,
                SigningSettings.attachments(settings.signing()),
                endpoint::git,
                clock);
    }

    /** What a delivery suspended and no process comes back to is resumed. */
    @Produces
    @Singleton
    Chore suspensions(BotSettings settings, Clusters clusters, DeliveryLog log, Clock clock) {
        Map<String, String> named = new HashMap<>();
        settings.clusters().forEach((name, cluster) -> cluster.repositories().stream()
                .findFirst()
                .ifPresent(repository -> named.put(name, repository)));
        return new Chore("suspensions", SUSPENSIONS, new ResumeSuspended(named, clusters, log::isUnderWay, clock));
    }

    private static RegistryHttp registries(RegistryOptions options) {
        try {
            return new RegistryHttp(options);
        } catch (RegistrySettingException e) {
            throw new ConfigurationException("ksail-bot.registries: " + e.getMessage(), e);
        }
    }

    private static Allowed allowed(BotSettings settings) {
        Map<String, AllowedSecret> secrets = new HashMap<>();
        settings.secrets()
                .forEach((name, secret) -> secrets.put(
                        name,
                        new AllowedSecret(
                                Secret.of(secret.value()), secret.registry(), Set.copyOf(secret.repositories()))));
        return new Allowed(settings.variables(), secrets);
    }

    /** Artifacts on their way; what a process that died left there is of no use to anybody. */
    private static Path directory(BotSettings settings) {
        Path directory = settings.dataDirectory().resolve("artifacts").toAbsolutePath();
        try {
            Files.createDirectories(directory);
            try (var left = Files.list(directory)) {
                for (Path file : left.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }
}
