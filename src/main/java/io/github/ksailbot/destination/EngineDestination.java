package io.github.ksailbot.destination;

import io.github.ksailbot.delivery.artifact.ArtifactException;
import io.github.ksailbot.delivery.artifact.ArtifactForm;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.artifact.BranchHistory;
import io.github.ksailbot.delivery.artifact.PackedArtifact;
import io.github.ksailbot.delivery.artifact.Publication;
import io.github.ksailbot.delivery.artifact.PushOptions;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciler;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.delivery.registry.RegistryClient;
import io.github.ksailbot.delivery.registry.RegistryException;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.DeliveryFailedException;
import io.github.ksailbot.workflow.deliver.Destination;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Order;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A registry, unless the engine reads Git itself, and an engine in a cluster. */
final class EngineDestination implements Destination {
    private final Environment environment;
    private final @Nullable RegistryTarget target;
    private final ArtifactPacker packer;
    private final ArtifactPublisher publisher;
    private final RegistryHttp registries;
    private final Reconciler reconciler;
    private final ClusterDiagnostics diagnostics;
    private final URI repository;
    private final Redactor redactor;
    private final Clock clock;

    EngineDestination(
            Environment environment,
            @Nullable RegistryTarget target,
            ArtifactPacker packer,
            ArtifactPublisher publisher,
            RegistryHttp registries,
            Reconciler reconciler,
            ClusterDiagnostics diagnostics,
            URI repository,
            Redactor redactor,
            Clock clock) {
        this.environment = environment;
        this.target = target;
        this.packer = packer;
        this.publisher = publisher;
        this.registries = registries;
        this.reconciler = reconciler;
        this.diagnostics = diagnostics;
        this.repository = repository;
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public @Nullable Artifact push(
            Checkout checkout, Order order, History history, Consumer<String> doing, BooleanSupplier cancelled)
            throws DeliveryFailedException {
        if (target == null) {
            return null;
        }
        ArtifactRevision revision = new ArtifactRevision(
                repository.toString(),
                order.branch(),
                order.commit().value(),
                checkout.committedAt(),
                order.repository().name());
        try (PackedArtifact packed =
                packer.pack(checkout.tree(), environment.sourceDirectory(), ArtifactForm.of(environment.engine()))) {
            Publication publication = publisher.publish(
                    target,
                    packed,
                    revision,
                    history(checkout, history),
                    PushOptions.NONE,
                    line -> doing.accept(redactor.redact(line)),
                    cancelled);
            return artifact(target, publication, revision);
        } catch (ArtifactException | IOException e) {
            throw failed(e);
        }
    }

    private static Artifact artifact(RegistryTarget target, Publication publication, ArtifactRevision revision)
            throws DeliveryFailedException {
        return switch (publication.outcome()) {
            case PUSHED ->
                new Artifact(
                        publication.digest(),
                        target.syncRepository() + ":" + publication.tags().get(0),
                        true);
            case UNCHANGED -> new Artifact(publication.digest(), target.syncRepository() + ":" + target.tag(), false);
            case OUTDATED ->
                throw new DeliveryFailedException("The tag `" + target.tag() + "` has a newer commit already, "
                        + publication.revision() + "; it was not moved back");
        };
    }

    private static BranchHistory history(Checkout checkout, History history) {
        return new BranchHistory() {
            @Override
            public boolean isAncestor(String older, String newer) {
                return checkout.isAncestor(new CommitId(older), new CommitId(newer));
            }

            @Override
            public Optional<String> newest() {
                return Optional.ofNullable(history.newest()).map(CommitId::value);
            }
        };
    }

    @Override
    public @Nullable Artifact published() throws DeliveryFailedException {
        if (target == null) {
            return null;
        }
        try {
            RegistryClient registry = new RegistryClient(registries, target, clock, () -> false);
            String digest = registry.digest(target.tag())
                    .orElseThrow(() -> new DeliveryFailedException("nothing was pushed to `" + target.syncRepository()
                            + ":" + target.tag() + "` yet; `/ksail push " + environment.name() + "` does so"));
            return new Artifact(digest, target.syncRepository() + ":" + target.tag(), false);
        } catch (RegistryException e) {
            throw failed(e);
        }
    }

    private DeliveryFailedException failed(Exception e) {
        String message = redactor.redact(String.valueOf(e.getMessage()));
        return new DeliveryFailedException(
                message.endsWith(".") ? message.substring(0, message.length() - 1) : message, e);
    }

    @Override
    public Goal goal(Order order, @Nullable Artifact artifact) {
        String path = environment.delivery().entryPath();
        SyncReference reference = target == null
                ? null
                : new SyncReference(target.syncRepository(), target.tag(), path == null ? "./" : path);
        return new Goal(
                order.environment().value(),
                order.branch(),
                order.commit().value(),
                artifact == null ? null : artifact.digest(),
                reference,
                Set.of(repository.toString()));
    }

    @Override
    public Reconciliation reconcile(Goal goal, ReconcileOptions options, Progress progress, BooleanSupplier cancelled) {
        return reconciler.reconcile(goal, options, progress, cancelled);
    }

    @Override
    public Reconciliation observe(Goal goal) {
        return reconciler.observe(goal);
    }

    @Override
    public Diagnosis diagnose(Reconciliation reconciliation, SourceTree tree) {
        return diagnostics.diagnose(reconciliation, tree);
    }

    @Override
    public void close() {
        reconciler.close();
    }
}
