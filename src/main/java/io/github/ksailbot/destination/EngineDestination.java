package io.github.ksailbot.destination;

import io.github.ksailbot.delivery.argocd.DeclaredApplications;
import io.github.ksailbot.delivery.artifact.ArtifactAttachment;
import io.github.ksailbot.delivery.artifact.ArtifactException;
import io.github.ksailbot.delivery.artifact.ArtifactForm;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.artifact.BranchHistory;
import io.github.ksailbot.delivery.artifact.PackedArtifact;
import io.github.ksailbot.delivery.artifact.Publication;
import io.github.ksailbot.delivery.artifact.PublishedArtifact;
import io.github.ksailbot.delivery.artifact.PushOptions;
import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.diagnosis.Diagnostician;
import io.github.ksailbot.delivery.flux.DeclaredSync;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciler;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.DeliveryFailedException;
import io.github.ksailbot.workflow.deliver.Destination;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Order;
import io.github.ksailbot.workflow.deliver.RegistryLeases;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A registry, unless the engine reads Git itself, and an engine in a cluster. */
final class EngineDestination implements Destination {
    private final Environment environment;
    private final @Nullable RegistryTarget target;
    private final ArtifactPacker packer;
    private final ArtifactPublisher publisher;
    private final RegistryLeases leases;
    private final ArtifactAttachment.Source attachments;
    private final Reconciler reconciler;
    private final DeliveredManifests delivered;
    private final ClusterDiagnostics diagnostics;
    private final URI repository;
    private final Redactor redactor;

    EngineDestination(
            Environment environment,
            @Nullable RegistryTarget target,
            ArtifactPacker packer,
            ArtifactPublisher publisher,
            RegistryLeases leases,
            ArtifactAttachment.Source attachments,
            Reconciler reconciler,
            Diagnostician diagnostician,
            URI repository,
            Redactor redactor) {
        this.environment = environment;
        this.target = target;
        this.packer = packer;
        this.publisher = publisher;
        this.leases = leases;
        this.attachments = attachments;
        this.reconciler = reconciler;
        this.delivered = new DeliveredManifests(environment, repository);
        this.diagnostics = new ClusterDiagnostics(diagnostician, delivered);
        this.repository = repository;
        this.redactor = redactor;
    }

    @Override
    public @Nullable Artifact push(
            Checkout checkout, Order order, History history, PushProgress progress, BooleanSupplier cancelled)
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
        try (PackedArtifact packed = pack(checkout)) {
            BranchHistory branch = history(checkout, history);
            PushProgress told = redacted(progress);
            LeasedPush.Registry registry = new LeasedPush.Registry() {
                @Override
                public Publication publish(BranchHistory known) throws IOException {
                    return publisher.publish(
                            target, packed, revision, known, new PushOptions(attachments), told, cancelled);
                }

                @Override
                public boolean point(String digest) throws IOException {
                    return publisher.point(target, digest, PushProgress.NONE, () -> false);
                }
            };
            return artifact(
                    target,
                    new LeasedPush(leases, order.repository(), target, Pause.SLEEP)
                            .run(order.commit(), branch, registry, told, cancelled));
        } catch (ArtifactException | IOException e) {
            throw failed(e);
        }
    }

    private PushProgress redacted(PushProgress progress) {
        return new PushProgress() {
            @Override
            public void report(String doing) {
                progress.report(redactor.redact(doing));
            }

            @Override
            public void failed(FailedAttempt attempt) {
                progress.failed(new FailedAttempt(
                        attempt.number(), attempt.attempts(), redactor.redact(attempt.cause()), attempt.pause()));
            }
        };
    }

    private static Artifact artifact(RegistryTarget target, Publication publication) throws DeliveryFailedException {
        return switch (publication.outcome()) {
            case PUSHED ->
                new Artifact(
                        publication.digest(),
                        target.syncRepository() + ":" + publication.tags().get(0),
                        true);
            case UNCHANGED -> new Artifact(publication.digest(), target.syncRepository() + ":" + target.tag(), false);
            case OUTDATED ->
                throw new DeliveryFailedException("The tag `" + target.tag() + "` was delivered a newer commit"
                        + " already, and was not moved back; its content is that of " + publication.revision());
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
    public @Nullable Published published(
            Checkout checkout, Order order, PushProgress progress, BooleanSupplier cancelled)
            throws DeliveryFailedException {
        if (target == null) {
            return null;
        }
        String place = target.syncRepository() + ":" + target.tag();
        try {
            PublishedArtifact found = publisher
                    .find(target, redacted(progress), cancelled)
                    .orElseThrow(() -> new DeliveryFailedException("nothing was pushed to `" + place
                            + "` yet; `/ksail push " + environment.name() + "` does so"));
            return new Published(
                    new Artifact(found.digest(), place, false),
                    found.revision(),
                    found.isOf(order.commit().value()) || hasSameContent(found, checkout));
        } catch (ArtifactException | IOException e) {
            throw failed(e);
        }
    }

    private boolean hasSameContent(PublishedArtifact found, Checkout checkout) throws ArtifactException, IOException {
        try (PackedArtifact packed = pack(checkout)) {
            return found.holds(packed);
        }
    }

    private PackedArtifact pack(Checkout checkout) throws ArtifactException, IOException {
        return packer.pack(checkout.tree(), environment.sourceDirectory(), ArtifactForm.of(environment.engine()));
    }

    private DeliveryFailedException failed(Exception e) {
        String message = redactor.redact(String.valueOf(e.getMessage()));
        return new DeliveryFailedException(
                message.endsWith(".") ? message.substring(0, message.length() - 1) : message, e);
    }

    @Override
    public DeclaredObjects declared(SourceTree tree) {
        return DeclaredObjects.lazily(() -> environment.engine() == GitOpsEngine.ARGO_CD
                ? DeclaredApplications.in(delivered.of(tree))
                : DeclaredSync.in(delivered.of(tree)));
    }

    @Override
    public Goal goal(Order order, @Nullable Artifact artifact) {
        String path = environment.delivery().entryPath();
        SyncReference reference = target == null
                ? null
                : new SyncReference(
                        target.syncRepository(),
                        target.tag(),
                        path == null ? "./" : path,
                        environment.delivery().flux());
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
