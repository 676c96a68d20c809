package io.github.ksailbot.engine.environment;

import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target of delivery, as its ksail file or the repository's layout declares it.
 *
 * @param name unique in the repository
 * @param config the ksail file; null when the environment was found from the layout
 * @param sourceDirectory what is delivered; {@code k8s} unless the file says otherwise
 * @param entries directories at which rendering starts: {@code sourceDirectory/kustomizationFile}, or every
 *     kustomization directory of a repository without ksail files; sorted; may be empty when the entry is missing, which
 *     is then a finding of the discovery
 * @param engine what applies it
 * @param validation how it is validated
 * @param delivery how it is delivered
 */
public record Environment(
        EnvironmentName name,
        @Nullable SourcePath config,
        SourcePath sourceDirectory,
        List<SourcePath> entries,
        GitOpsEngine engine,
        ValidationSettings validation,
        DeliverySettings delivery) {
    public Environment {
        entries = List.copyOf(entries);
    }

    public Environment withName(EnvironmentName newName) {
        return new Environment(newName, config, sourceDirectory, entries, engine, validation, delivery);
    }

    /** The same, except for where rendering starts and how it is validated. */
    public Environment with(List<SourcePath> newEntries, ValidationSettings newValidation) {
        return new Environment(name, config, sourceDirectory, newEntries, engine, newValidation, delivery);
    }
}
