package io.github.ksailbot.cli.render;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code render} is asked about environments instead of directories. */
final class EnvironmentFlags {
    @Option(
            names = "--env",
            paramLabel = "NAME",
            description =
                    "Print all that the cluster of an environment gets, in the order in which it is applied; PATH is"
                            + " the repository. Default: the current directory.")
    private @Nullable String environment;

    @Option(
            names = "--flux-kustomization",
            paramLabel = "NAMESPACE/NAME",
            description = "Print what this Kustomization of Flux applies.")
    private @Nullable String kustomization;

    @Option(
            names = "--application",
            paramLabel = "[NAMESPACE/]NAME",
            description = "Print what this Application of Argo CD applies.")
    private @Nullable String application;

    @Option(
            names = "--graph",
            arity = "0..1",
            paramLabel = "FORM",
            preprocessor = GraphForm.Attached.class,
            description = "Print the graph of what brings what instead: mermaid (the default) or json, as"
                    + " docs/graph-output.schema.json describes it. Of all environments, or of that of --env.")
    private @Nullable GraphForm graph;

    boolean isAsked() {
        return environment != null || kustomization != null || application != null || graph != null;
    }

    @Nullable String environment() {
        return environment;
    }

    @Nullable GraphForm graph() {
        return graph;
    }

    /** {@code KIND [namespace/]name} of the one object that is asked for; null for all of the environment. */
    @Nullable String kind() {
        return kustomization != null ? "Kustomization" : application != null ? "Application" : null;
    }

    @Nullable String object() {
        return kustomization != null ? kustomization : application;
    }
}
