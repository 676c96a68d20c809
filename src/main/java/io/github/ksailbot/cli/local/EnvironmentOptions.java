package io.github.ksailbot.cli.local;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which environment a command is about, and how its registry is spoken to. */
public final class EnvironmentOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The ksail file of the environment. Default: ksail.yaml in the current directory.")
    private @Nullable Path config;

    @Option(names = "--env", paramLabel = "NAME", description = "The environment's name, instead of its file.")
    private @Nullable String environment;

    @Option(
            names = "--plain-http",
            paramLabel = "HOST[:PORT]",
            description = "Speak to this registry without TLS. This machine's own is spoken to so in any case.")
    private Set<String> plainHttp = Set.of();

    @Option(
            names = "--ca-certificates",
            paramLabel = "FILE",
            description = "PEM file with certificate authorities to trust beside those of Java.")
    private @Nullable Path certificates;

    /** @param variables values of {@code ${VAR}} in its file */
    public ChosenEnvironment chosen(Map<String, String> variables) throws CommandException {
        return ChosenEnvironment.of(config, environment, variables);
    }

    public RegistryOptions registry() {
        RegistryOptions options = RegistryOptions.DEFAULT.withPlainHttp(plainHttp);
        return certificates == null ? options : options.withCertificates(certificates);
    }
}
