package io.github.ksailbot.cli.delivery;

import io.github.ksailbot.cli.local.ChosenEnvironment;
import io.github.ksailbot.cli.local.WorkTreeRevision;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.flux.GitSync;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.registry.RegistryClient;
import io.github.ksailbot.delivery.registry.RegistryException;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.delivery.registry.RegistrySettingException;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.engine.environment.DeliverySettings;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.environment.Secret;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@code reconcile} wants a cluster to run: what the environment's tag points to now, or the commit at hand. */
final class ReconcileTarget {
    private final ChosenEnvironment chosen;
    private final Map<String, String> variables;
    private final RegistryOptions options;
    private final Consumer<String> remark;

    /** @param remark hears what is not known, and what follows from that */
    ReconcileTarget(
            ChosenEnvironment chosen, Map<String, String> variables, RegistryOptions options, Consumer<String> remark) {
        this.chosen = chosen;
        this.variables = variables;
        this.options = options;
        this.remark = remark;
    }

    Goal goal(ClusterApi api, GitOpsEngine engine) throws RegistrySettingException, IOException, ApiException {
        ArtifactRevision revision = WorkTreeRevision.of(chosen.root(), "");
        Set<String> repositories = revision.source().isEmpty() ? Set.of() : Set.of(revision.source());
        String name = chosen.environment().name().value();
        DeliverySettings settings = chosen.environment().delivery();
        boolean readsGit = !settings.registry().isPresent()
                && engine == GitOpsEngine.FLUX
                && !revision.commit().isEmpty()
                && GitSync.follows(api, repositories, revision.branch());
        if (readsGit) {
            return new Goal(name, revision.branch(), revision.commit(), null, null, repositories);
        }
        AtomicBoolean incomplete = new AtomicBoolean();
        RegistryTarget target = RegistryTarget.of(chosen.environment(), variables, (variable, host) -> {
            String value = variables.get(variable);
            if (value == null || value.isEmpty()) {
                incomplete.set(true);
                return Secret.of("not given");
            }
            return Secret.of(value);
        });
        String path = Objects.requireNonNullElse(settings.entryPath(), "./");
        SyncReference reference = new SyncReference(target.syncRepository(), target.tag(), path, settings.flux());
        String digest = incomplete.get() ? unknown("its password is not given here") : digest(target);
        return new Goal(name, revision.branch(), revision.commit(), digest, reference, repositories);
    }

    private @Nullable String digest(RegistryTarget target) throws RegistrySettingException {
        try {
            Optional<String> digest = new RegistryClient(
                            new RegistryHttp(options), target, Clock.systemUTC(), () -> false)
                    .digest(target.tag());
            return digest.isPresent() ? digest.get() : unknown("there is no such tag");
        } catch (RegistryException e) {
            return unknown(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String unknown(String why) {
        remark.accept("The digest in the registry is not known (" + why
                + "); whatever the engine pulls now counts as delivered.");
        return null;
    }
}
