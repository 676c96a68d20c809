package io.github.ksailbot.destination;

import io.github.ksailbot.delivery.argocd.ArgoCdReconciler;
import io.github.ksailbot.delivery.artifact.ArtifactAttachment;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterException;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.Clusters;
import io.github.ksailbot.delivery.diagnosis.Diagnostician;
import io.github.ksailbot.delivery.flux.FluxReconciler;
import io.github.ksailbot.delivery.reconcile.Reconciler;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.delivery.registry.ReachableHosts;
import io.github.ksailbot.delivery.registry.RegistrySettingException;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.delivery.registry.SecretLookup;
import io.github.ksailbot.engine.environment.ConnectionSettings;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.deliver.DeliveryFailedException;
import io.github.ksailbot.workflow.deliver.Destination;
import io.github.ksailbot.workflow.deliver.Destinations;
import io.github.ksailbot.workflow.deliver.RegistryLeases;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Destinations within what the operator's settings allow. */
final class OperatorDestinations implements Destinations {
    private final Allowed allowed;
    private final ReachableHosts hosts;
    private final Clusters clusters;
    private final ArtifactPacker packer;
    private final ArtifactPublisher publisher;
    private final RegistryLeases leases;
    private final ArtifactAttachment.Source attachments;
    private final Function<RepositoryRef, URI> addresses;
    private final Clock clock;

    /**
     * @param hosts where registries may be
     * @param attachments what is said about each artifact
     * @param addresses where Git fetches a repository
     */
    OperatorDestinations(
            Allowed allowed,
            ReachableHosts hosts,
            Clusters clusters,
            ArtifactPacker packer,
            ArtifactPublisher publisher,
            RegistryLeases leases,
            ArtifactAttachment.Source attachments,
            Function<RepositoryRef, URI> addresses,
            Clock clock) {
        this.allowed = allowed;
        this.hosts = hosts;
        this.clusters = clusters;
        this.packer = packer;
        this.publisher = publisher;
        this.leases = leases;
        this.attachments = attachments;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public Map<String, String> variables() {
        return allowed.variables();
    }

    @Override
    public boolean serves(RepositoryRef repository, Environment environment) {
        return clusters.serves(cluster(environment), repository.fullName());
    }

    private static ClusterRef cluster(Environment environment) {
        ConnectionSettings connection = environment.delivery().connection();
        return new ClusterRef(connection.kubeconfig(), connection.context());
    }

    @Override
    public Optional<String> obstacle(RepositoryRef repository, Environment environment) {
        try {
            open(repository, environment).close();
            return Optional.empty();
        } catch (DeliveryFailedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Destination open(RepositoryRef repository, Environment environment) throws DeliveryFailedException {
        try {
            if (environment.config() == null) {
                throw new DeliveryFailedException("The environment `" + environment.name()
                        + "` has no ksail file, so that nothing says how it is delivered.");
            }
            if (environment.engine() == GitOpsEngine.NONE) {
                throw new DeliveryFailedException(
                        "The environment has no GitOps engine: `spec.cluster.gitOpsEngine` of its ksail file says"
                                + " none.");
            }
            SecretLookup secrets = allowed.secretsOf(repository);
            RegistryTarget target = environment.delivery().registry().isPresent()
                    ? RegistryTarget.of(environment, allowed.variables(), secrets)
                    : null;
            if (target != null) {
                requireReachable(target);
            }
            ClusterApi api = clusters.open(cluster(environment), repository.fullName());
            return destination(repository, environment, target, api);
        } catch (RegistrySettingException e) {
            throw new DeliveryFailedException(
                    e.getMessage() + place(environment.delivery().registry().origin(), environment), e);
        } catch (ClusterException e) {
            throw new DeliveryFailedException(e.getMessage() + place(null, environment), e);
        }
    }

    private void requireReachable(RegistryTarget target) throws RegistrySettingException {
        Optional<String> refusal =
                hosts.refusal(target.host().name(), target.host().port());
        if (refusal.isPresent()) {
            throw new RegistrySettingException("The registry " + refusal.get() + ".");
        }
    }

    private static String place(@Nullable Origin origin, Environment environment) {
        if (origin != null) {
            return " It is written in `" + origin.location() + "`.";
        }
        return environment.config() == null ? "" : " It is written in `" + environment.config() + "`.";
    }

    private Destination destination(
            RepositoryRef repository, Environment environment, @Nullable RegistryTarget target, ClusterApi api) {
        Redactor redactor = new Redactor(allowed.secretValues());
        Reconciler reconciler = environment.engine() == GitOpsEngine.ARGO_CD
                ? new ArgoCdReconciler(api, clock, redactor)
                : new FluxReconciler(api, clock, redactor);
        return new EngineDestination(
                environment,
                target,
                packer,
                publisher,
                leases,
                attachments,
                reconciler,
                new Diagnostician(api, clock, redactor),
                addresses.apply(repository),
                redactor);
    }
}
