package io.github.ksailbot.engine.environment;

import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an environment is delivered, as its ksail file says. Trusted only when read from the default branch: it decides
 * which registry gets a password.
 *
 * @param registry where the artifact goes; not present when the file names none
 * @param credentials variables that hold the registry's password
 * @param tag {@code spec.workload.tag}, variables replaced; empty when it is not set
 * @param connection to the cluster
 * @param nodeConfiguration files or directories with the configuration of nodes, which are not delivered by an engine;
 *     they need not exist
 * @param entryPath where the engine begins inside of the artifact, {@code ./} or {@code ./clusters/prod}; null when it
 *     cannot be known, which is a finding of the discovery
 * @param flux what is wanted of Flux itself
 * @param unresolved names of variables that {@code tag}, {@code connection}, {@code nodeConfiguration} or {@code flux} need and
 *     that have no value: what is not known cannot be delivered
 */
public record DeliverySettings(
        RegistrySetting registry,
        CredentialNames credentials,
        String tag,
        ConnectionSettings connection,
        List<SourcePath> nodeConfiguration,
        @Nullable String entryPath,
        FluxSettings flux,
        List<String> unresolved) {
    /** Of a repository without ksail files. */
    public static final DeliverySettings NONE = new DeliverySettings(
            RegistrySetting.NONE,
            CredentialNames.NONE,
            "",
            ConnectionSettings.NONE,
            List.of(),
            "./",
            FluxSettings.NONE,
            List.of());

    public DeliverySettings {
        nodeConfiguration = List.copyOf(nodeConfiguration);
        unresolved = List.copyOf(unresolved);
    }
}
